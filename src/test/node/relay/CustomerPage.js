// What a page of a customer asks for and does; Relay's compiler makes artifacts of it.
import { graphql } from 'relay-runtime';

export const query = graphql`
  query CustomerPageQuery($id: ID!) {
    customer(id: $id) { ...CustomerPage_customer @relay(mask: false) }
  }
`;

export const customer = graphql`
  fragment CustomerPage_customer on Customer {
    id
    name
    defaultPaymentMethod { id }
    paymentMethods(first: 10) { nodes { id stripeId isDefault } }
  }
`;

export const attach = graphql`
  mutation CustomerPageAttachMutation($input: AttachPaymentMethodInput!) {
    attachPaymentMethod(input: $input) {
      customer { ...CustomerPage_customer @relay(mask: false) }
      userErrors { code }
    }
  }
`;

export const setDefault = graphql`
  mutation CustomerPageSetDefaultMutation($input: SetDefaultPaymentMethodInput!) {
    setDefaultPaymentMethod(input: $input) {
      customer { ...CustomerPage_customer @relay(mask: false) }
      userErrors { code }
    }
  }
`;
