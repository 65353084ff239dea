// The list of incidents.
import {html} from './preact.js';
import {question, useJson} from './api.js';
import {useVersion} from './changes.js';
import {Chips, FilterForm} from './filterform.js';
import {asParameters, chips, RANGES, readFilters} from './filters.js';
import {Empty, Failure, Loading} from './parts.js';
import {address, go} from './router.js';
import {Rows} from './rows.js';
import {status, usualSince} from './status.js';
import {useStore} from './store.js';
import {plural} from './words.js';

const TAKES = ['text', 'state', 'severity', 'kind', 'cluster', 'namespace', 'workload', 'cause', 'label', 'since'];
const LIMIT = 50;

function Nothing({filters, since}) {
  const range = RANGES.find(([name]) => name === (filters.since?.[0] ?? since))?.[1] ?? 'this time';
  if (chips(filters).length) {
    return html`<${Empty}><p>No incident of the ${range} fits these filters.</p>
      <p><a href="/incidents">Without filters</a> or <a href=${address('/incidents', {...filters, since: '90d', from: null, to: null})}>the last 90 days</a></p><//>`;
  }
  return html`<${Empty}><p>Nothing has failed in the ${range}.</p><p><a href=${address('/incidents', {since: '90d'})}>The last 90 days</a></p><//>`;
}

export function Incidents({query}) {
  useStore(status);
  const version = useVersion();
  const filters = readFilters(query);
  const after = query.get('after');
  const since = usualSince('24h');
  const found = useJson(question('incidents', {...asParameters(filters, since), limit: LIMIT, after}), version);
  const change = next => go(address('/incidents', next));
  const rows = found.data?.rows ?? [];
  document.title = 'Incidents · Podtide';
  return html`
    <h1>Incidents</h1>
    <${FilterForm} filters=${filters} change=${change} since=${since} takes=${TAKES} />
    <${Chips} filters=${filters} change=${change} />
    ${found.problem && html`<${Failure} problem=${found.problem} />`}
    ${!found.data && !found.problem && html`<${Loading} />`}
    ${found.data && !found.problem && html`<div class=${found.loading ? 'stale' : ''} aria-busy=${found.loading}>
      ${rows.length > 0 && html`<p class="count" role="status">${found.data.next || after ? `${plural(rows.length, 'incident')} of this page, the newest first` : plural(rows.length, 'incident')}</p>`}
      ${rows.length ? html`<${Rows} rows=${rows} />` : html`<${Nothing} filters=${filters} since=${since} />`}
      <nav class="pages" aria-label="Pages">
        ${after && html`<a href=${address('/incidents', filters)}>The newest</a>`}
        ${found.data.next && html`<a href=${address('/incidents', {...filters, after: found.data.next})}>Older</a>`}
      </nav></div>`}`;
}
