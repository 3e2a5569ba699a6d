// Lets the caches of three public clients see two mutations, and holds what they show against the server's word.
// Apollo and Relay must not ask the server again; urql's document cache does, by itself.
import assert from 'node:assert/strict';
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client';
import { Client, cacheExchange, fetchExchange } from '@urql/core';
import relay from 'relay-runtime';
import page from './relay/__generated__/CustomerPageQuery.graphql.js';
import attach from './relay/__generated__/CustomerPageAttachMutation.graphql.js';
import setDefault from './relay/__generated__/CustomerPageSetDefaultMutation.graphql.js';

const { SERVER_URL: url, API_KEY: key, CUSTOMER_ID: id } = process.env;
const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
let requests = 0;

async function counted(address, init) {
  requests++;
  return fetch(address, init);
}

async function post(query, variables) {
  const answer = await counted(url, { method: 'POST', headers, body: JSON.stringify({ query, variables }) });
  return answer.json();
}

const fresh = async () => (await post(page.params.text, { id })).data.customer;
const plain = (value) =>
  JSON.parse(JSON.stringify(value, (name, each) => (name.startsWith('__') ? undefined : each)));

function apollo() {
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    link: new HttpLink({ uri: url, headers, fetch: counted }),
  });
  return {
    name: 'apollo',
    open: () => client.query({ query: gql(page.params.text), variables: { id } }),
    mutate: (mutation, input) => client.mutate({ mutation: gql(mutation.params.text), variables: { input } }),
    shown: async () => client.readQuery({ query: gql(page.params.text), variables: { id } }).customer,
  };
}

function relayed() {
  const environment = new relay.Environment({
    network: relay.Network.create((operation, variables) => post(operation.text, variables)),
    store: new relay.Store(new relay.RecordSource()),
  });
  const operation = relay.createOperationDescriptor(relay.getRequest(page), { id });
  return {
    name: 'relay',
    open: () => {
      environment.retain(operation);
      return relay.fetchQuery(environment, page, { id }).toPromise();
    },
    mutate: (mutation, input) =>
      new Promise((onCompleted, onError) =>
        relay.commitMutation(environment, { mutation, variables: { input }, onCompleted, onError })),
    shown: async () => environment.lookup(operation.fragment).data.customer,
  };
}

function urql() {
  const client = new Client({
    url,
    fetchOptions: { headers },
    fetch: counted,
    preferGetMethod: false,
    exchanges: [cacheExchange, fetchExchange],
  });
  let latest;
  let changed = () => {};
  return {
    name: 'urql',
    open: () =>
      new Promise((opened) =>
        client.query(page.params.text, { id }).subscribe((result) => {
          latest = result;
          opened();
          changed();
        })),
    mutate: (mutation, input) => {
      const refreshed = new Promise((resolve) => {
        changed = () => latest.stale || resolve();
      });
      return client.mutation(mutation.params.text, { input }).toPromise().then(() => refreshed);
    },
    shown: async () => latest.data.customer,
  };
}

for (const client of [apollo(), relayed(), urql()]) {
  await client.open();
  const before = plain(await client.shown());
  assert.deepEqual(before, await fresh());

  for (const [mutation, input] of [
    [attach, { customerId: id, paymentMethodId: 'pm_card_visa', setAsDefault: true }],
    [setDefault, { paymentMethodId: before.paymentMethods.nodes[0].id }],
  ]) {
    const count = requests;
    await client.mutate(mutation, input);
    const after = plain(await client.shown());
    assert.equal(requests - count, client.name === 'urql' ? 2 : 1, `${client.name} asked the server again`);
    assert.deepEqual(after, await fresh(), `${client.name} shows something else than the server`);
    assert.notEqual(after.defaultPaymentMethod.id, mutation === attach ? before.defaultPaymentMethod.id : undefined);
    assert.equal(after.paymentMethods.nodes.length, before.paymentMethods.nodes.length + 1);
  }
  console.log(`${client.name} shows what the server says`);
}
process.exit(0);
