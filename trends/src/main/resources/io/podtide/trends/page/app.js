// The page: which view is shown under which address.
import {html, render, useEffect, useRef} from './preact.js';
import {tokenWanted} from './api.js';
import {startChanges} from './changes.js';
import {Incident} from './incident.js';
import {Incidents} from './incidents.js';
import {Overview} from './overview.js';
import {Empty} from './parts.js';
import {place, startRouter} from './router.js';
import {AskToken, Banner, Foot, Head} from './shell.js';
import {readStatus, startStatus} from './status.js';
import {useStore} from './store.js';
import {Trends} from './trends.js';

function view({path, query}) {
  const id = /^\/incidents\/([^/]+)$/.exec(path)?.[1];
  if (id) return html`<${Incident} key=${id} id=${decodeURIComponent(id)} />`;
  if (path === '/incidents') return html`<${Incidents} query=${query} />`;
  if (path === '/trends') return html`<${Trends} query=${query} />`;
  if (path === '/') return html`<${Overview} />`;
  return html`<${Empty}><h1>There is no such page</h1><p><a href="/">To the overview</a></p><//>`;
}

function App() {
  const shown = useStore(place);
  const wanted = useStore(tokenWanted);
  const main = useRef(null);
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) main.current.focus({preventScroll: true}); // a screen reader goes on in the new view
    first.current = false;
  }, [shown.path]);
  return html`
    <${Head} path=${shown.path} />
    <${Banner} />
    <main id="main" tabindex="-1" ref=${main}>${wanted ? html`<${AskToken} />` : view(shown)}</main>
    <${Foot} />`;
}

/** `/` goes to the filter, as in other tools. */
function onKey(event) {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest?.('input, select, textarea')) return;
  const field = document.querySelector('[data-filter]');
  if (!field) return;
  event.preventDefault();
  field.closest('details')?.setAttribute('open', '');
  field.focus();
}

document.addEventListener('keydown', onKey);
startRouter();
startStatus().then(startChanges);
tokenWanted.subscribe(wanted => wanted || readStatus());
render(html`<${App} />`, document.getElementById('app'));
