// GraphiQL over our own endpoint: one tab for each operation document, the header editor filled in.
const settings = await (await fetch('/graphiql/settings')).json();
const headers = JSON.stringify(settings.headers, null, 2);
const element = React.createElement;

const ask = GraphiQL.createFetcher({ url: '/graphql' });

const isSubscription = ({ operationName }, { documentAST }) =>
  documentAST?.definitions.some(
    ({ operation, name }) => operation === 'subscription' && (!operationName || name?.value === operationName),
  );

// Results of a subscription, as they come over Server-Sent Events.
async function* results(params, headers, signal) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { ...headers, accept: 'text/event-stream, application/json', 'content-type': 'application/json' },
    body: JSON.stringify(params),
    signal,
  });
  if (!response.headers.get('content-type').startsWith('text/event-stream')) {
    yield await response.json();
    return;
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const events = (text + piece.value).split('\n\n');
    text = events.pop();
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data) yield JSON.parse(data.slice('data: '.length));
    }
  }
}

// GraphiQL ends a subscription by return(), which must not wait for the next event.
const follow = (params, headers) => {
  const stop = new AbortController();
  const events = results(params, headers, stop.signal);
  return {
    [Symbol.asyncIterator]() { return this; },
    next: () => events.next().catch((failure) => {
      if (stop.signal.aborted) return { done: true };
      throw failure;
    }),
    return: () => {
      stop.abort();
      return Promise.resolve({ done: true });
    },
  };
};

const explorer = element(
  GraphiQL,
  {
    fetcher: (params, options) =>
      isSubscription(params, options) ? follow(params, options.headers) : ask(params, options),
    defaultTabs: settings.tabs.map((tab) => ({ ...tab, headers })),
    defaultHeaders: headers,
    defaultEditorToolsVisibility: 'headers',
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  },
  element(GraphiQL.Logo, null, element('span', { className: 'brand' }, 'Tenderbook')),
);

ReactDOM.createRoot(document.getElementById('explorer')).render(explorer);
