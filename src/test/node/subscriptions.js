// What users of graphql-sse and graphql-ws do, with either client: ask, change, follow, leave, and come back where they left.
import * as sse from 'graphql-sse';
import * as ws from 'graphql-ws';
import WebSocket from 'ws';

const { SERVER, KEY, CUSTOMER, TRANSPORT } = process.env;

const connect = (key) => {
  const credentials = { authorization: `Bearer ${key}` };
  return TRANSPORT === 'sse'
    ? sse.createClient({ url: `${SERVER}/graphql`, headers: credentials, retryAttempts: 0 })
    : ws.createClient({
        url: `${SERVER.replace('http', 'ws')}/graphql/ws`,
        connectionParams: credentials,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
      });
};

const client = connect(KEY);

/** All results of an operation that ends by itself. */
const all = async (query, variables = {}) => {
  const results = [];
  for await (const result of client.iterate({ query, variables })) results.push(result);
  return results;
};

const create = async (last4) => {
  const [result] = await all(
    `mutation ($input: CreatePaymentMethodInput!) {
       createPaymentMethod(input: $input) { paymentMethod { id changes { nodes { cursor } } } userErrors { message } }
     }`,
    {
      input: {
        customerId: CUSTOMER, stripeId: `pm_${TRANSPORT}${last4}`, type: 'CARD', last4, brand: 'visa', expMonth: 8,
        expYear: 2042, country: 'CH', fingerprint: 'same', funding: 'credit',
      },
    },
  );
  return result.data.createPaymentMethod.paymentMethod;
};

/** The next change behind a place, and then no more. */
const next = async (after) => {
  const changes = client.iterate({
    query: `subscription ($after: String) {
      paymentMethodChanged(after: $after) { kind cursor paymentMethod { last4 } customer { name } }
    }`,
    variables: { after },
  });
  const { value } = await changes.next();
  await changes.return();
  return value.data.paymentMethodChanged;
};

const refused = async () => {
  try {
    for await (const unexpected of connect('tb_wrong').iterate({ query: '{ connectors { name } }' })) return unexpected;
  } catch (refusal) {
    return refusal.code ?? refusal.response.status;
  }
};

const first = await create('0001');
const pending = next(first.changes.nodes.at(-1).cursor);
await create('0002');
const live = await pending;
await create('0003');
const missed = await next(live.cursor);

console.log(JSON.stringify({
  query: await all('{ connectors { name } }'),
  live,
  missed,
  invalid: await all('{ nothing }').catch((errors) => errors),
  refused: await refused(),
}));
client.dispose();
