// Runs the public audit of GraphQL over HTTP against SERVER_URL as API_KEY, and prints each check's outcome.
import { auditServer } from 'graphql-http';

const results = await auditServer({
  url: process.env.SERVER_URL,
  fetchFn: (url, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${process.env.API_KEY}`);
    return fetch(url, { ...init, headers });
  },
});
for (const { id, name, status, reason } of results) {
  console.log([status, id, name, reason ?? ''].join('\t'));
}
