// The fleet at a glance.
import {html} from './preact.js';
import {question, useJson} from './api.js';
import {useVersion} from './changes.js';
import {Clusters} from './clusters.js';
import {number} from './format.js';
import {Bars} from './bars.js';
import {Empty, Failure, Loading} from './parts.js';
import {address} from './router.js';
import {Rows} from './rows.js';
import {status, usualSince} from './status.js';
import {useStore} from './store.js';
import {plural, sentence} from './words.js';

const RANGES = {'1h': ['minute', 60e3, 'last hour'], '6h': ['hour', 3600e3, 'last 6 hours'], '24h': ['hour', 3600e3, 'last 24 hours']};
const NEWEST = 8;

const sum = (rows, name) => rows.reduce((total, row) => total + (row[name] ?? 0), 0);

function Total({value, words, href}) {
  return html`<li><a href=${href}><b>${number(value)}</b> <span>${words}</span></a></li>`;
}

function Totals({rows}) {
  return html`<ul class="totals" aria-label="Totals">
    <${Total} value=${sum(rows, 'openIncidents')} words="open" href=${address('/incidents', {state: ['open', 'unknown']})} />
    <${Total} value=${sum(rows, 'criticalIncidents')} words="critical" href=${address('/incidents', {state: ['open', 'unknown'], severity: 'critical'})} />
    <${Total} value=${sum(rows, 'affectedPodsNow')} words="pods affected now" href=${address('/incidents', {state: 'open'})} />
    <${Total} value=${sum(rows, 'incidents24h')} words="incidents opened in 24 h" href=${address('/incidents', {since: '24h'})} />
    <${Total} value=${sum(rows, 'affectedPods24h')} words="pods affected in 24 h" href=${address('/trends', {ask: 'top', by: 'occurrences', since: '24h'})} />
  </ul>`;
}

function headline(rows) {
  const silent = rows.filter(row => row.state === 'SILENT').length;
  const bad = rows.filter(row => row.openIncidents).length;
  const parts = [plural(rows.length, 'cluster')];
  parts.push(bad ? `${bad} with open incidents` : 'no open incidents');
  if (silent) parts.push(`${silent} not heard of`);
  return `${parts.join(', ')}.`;
}

export function Overview() {
  useStore(status);
  const version = useVersion();
  const since = usualSince('24h');
  const [every, stepMs, rangeWords] = RANGES[since];
  const fleet = useJson(question('fleet', {limit: 1000}), version);
  const trouble = useJson(question('over-time', {by: 'occurrences', group: 'cluster', every, since, limit: 1000}), version);
  const newest = useJson(question('incidents', {since, limit: NEWEST}), version);
  const causes = useJson(question('top', {group: 'cause', since, limit: 6}), version);
  document.title = 'Fleet · Podtide';
  if (fleet.problem) return html`<h1>Fleet</h1><${Failure} problem=${fleet.problem} />`;
  if (!fleet.data) return html`<h1>Fleet</h1><${Loading} />`;
  const rows = fleet.data.rows;
  if (!rows.length) {
    return html`<h1>Fleet</h1><${Empty}><p>Nothing has been heard of any cluster yet.</p>
      <p class="quiet">Clusters appear here as soon as <code>podtide ingest</code> or <code>podtide up</code> watches one.</p><//>`;
  }
  return html`
    <h1>Fleet</h1>
    <p class="lead">${headline(rows)}</p>
    <${Totals} rows=${rows} />
    <section aria-labelledby="clusters"><h2 id="clusters">Clusters</h2>
      <${Clusters} rows=${rows} trouble=${trouble.data} stepMs=${stepMs} rangeWords=${rangeWords} /></section>
    <div class="beside">
      <section aria-labelledby="newest"><h2 id="newest">Newest incidents</h2>
        ${newest.problem && html`<${Failure} problem=${newest.problem} />`}
        ${newest.data && html`<${Rows} rows=${newest.data.rows} empty=${`Nothing has failed in the ${rangeWords}.`} short />`}
        <p><a href="/incidents">All incidents</a></p></section>
      <section aria-labelledby="causes"><h2 id="causes">Causes, ${rangeWords}</h2>
        ${causes.data && html`<${Bars} empty=${`None in the ${rangeWords}.`} rows=${causes.data.rows.map(row => ({
          label: sentence(row.cause), value: row.value, href: address('/incidents', {cause: row.cause, since})}))} />`}
        <p><a href="/trends">All trends</a></p></section>
    </div>`;
}
