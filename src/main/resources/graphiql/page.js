// GraphiQL over our own endpoint: one tab for each operation document, the header editor filled in.
const settings = await (await fetch('/graphiql/settings')).json();
const headers = JSON.stringify(settings.headers, null, 2);
const element = React.createElement;

// The server knows what an operation is, GraphiQL only what it was before the last keystrokes: so the answer decides.
const fetcher = async (params, { headers }) => {
  const stop = new AbortController();
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: { ...headers, accept: 'application/json, text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify(params),
    signal: stop.signal,
  });
  const streams = response.headers.get('content-type').startsWith('text/event-stream');
  return streams ? follow(results(response), stop) : response.json();
};

// Results of a subscription, as they come over Server-Sent Events.
async function* results(response) {
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
const follow = (events, stop) => ({
  [Symbol.asyncIterator]() { return this; },
  next: () => events.next().catch((failure) => {
    if (stop.signal.aborted) return { done: true };
    throw failure;
  }),
  return: () => {
    stop.abort();
    return Promise.resolve({ done: true });
  },
});

const explorer = element(
  GraphiQL,
  {
    fetcher,
    defaultTabs: settings.tabs.map((tab) => ({ ...tab, headers })),
    defaultHeaders: headers,
    defaultEditorToolsVisibility: 'headers',
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  },
  element(GraphiQL.Logo, null, element('span', { className: 'brand' }, 'Tenderbook')),
);

ReactDOM.createRoot(document.getElementById('explorer')).render(explorer);
