// GraphiQL over our own endpoint: one tab for each operation document, the header editor filled in.
const settings = await (await fetch('/graphiql/settings')).json();
const headers = JSON.stringify(settings.headers, null, 2);
const element = React.createElement;

const explorer = element(
  GraphiQL,
  {
    fetcher: GraphiQL.createFetcher({ url: '/graphql' }),
    defaultTabs: settings.tabs.map((tab) => ({ ...tab, headers })),
    defaultHeaders: headers,
    defaultEditorToolsVisibility: 'headers',
    isHeadersEditorEnabled: true,
    shouldPersistHeaders: false,
  },
  element(GraphiQL.Logo, null, element('span', { className: 'brand' }, 'Tenderbook')),
);

ReactDOM.createRoot(document.getElementById('explorer')).render(explorer);
