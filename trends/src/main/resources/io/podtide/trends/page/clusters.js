// A tile for each cluster: how it is, what is open, and how its last hours were.
import {html, useMemo, useState} from './preact.js';
import {Time} from './parts.js';
import {address} from './router.js';
import {Spark} from './spark.js';
import {plural} from './words.js';

/** So many are shown, the worst; of more there is a field to find one. */
const MANY = 12;

/** How it is, in one word, and how that looks. */
function health(row) {
  if (row.state === 'SILENT') return row.gapSince ? ['gap', 'gap'] : ['silent', 'silent'];
  if (row.state === 'CRITICAL') return ['critical', 'critical'];
  return row.state === 'DEGRADED' ? ['warning', 'degraded'] : ['healthy', 'healthy'];
}

/** What is not seen though its pods are: 'Events not seen (FORBIDDEN)'. */
function unseenWords(notSeen) {
  return notSeen.replaceAll('EVENTS', 'Events not seen').replaceAll('NODES', 'nodes not seen');
}

function openWords(row) {
  if (!row.openIncidents) return 'nothing open';
  const other = row.openIncidents - row.criticalIncidents - row.warningIncidents;
  return [[row.criticalIncidents, 'critical'], [row.warningIncidents, 'warning'], [other, 'info']]
      .filter(([count]) => count)
      .map(([count, word]) => `${count} ${word}`)
      .join(', ');
}

/** Values by step for each cluster, from an answer to over-time. */
export function byCluster(answer, stepMs) {
  const first = Math.floor(Date.parse(answer.from) / stepMs) * stepMs;
  const steps = Math.max(1, Math.ceil((Date.parse(answer.to) - first) / stepMs));
  const lines = new Map();
  for (const row of answer.rows) {
    const line = lines.get(row.cluster) ?? new Array(steps).fill(0);
    const at = Math.floor((Date.parse(row.time) - first) / stepMs);
    if (at >= 0 && at < steps) line[at] += row.value;
    lines.set(row.cluster, line);
  }
  return {lines, steps};
}

function Tile({row, values, rangeWords}) {
  const [look, word] = health(row);
  const sum = values.reduce((a, b) => a + b, 0);
  return html`<li><a class=${`tile tile-${look}`} href=${address('/incidents', {cluster: row.cluster})}>
    <span class="tile-name">${row.cluster}</span>
    <span class=${`mark health-${look}`}>${word}</span>
    <span class="tile-open">${openWords(row)}</span>
    <span class="tile-pods">${plural(row.affectedPodsNow, 'pod')} affected</span>
    <${Spark} values=${values} words=${`${plural(sum, 'restart, kill or other trouble', 'restarts, kills and other troubles')} in the ${rangeWords}`} />
    ${row.notSeen && html`<span class="tile-unseen">${unseenWords(row.notSeen)}</span>`}
    <span class="tile-heard">${row.lastHeard ? html`heard <${Time} at=${row.lastHeard} />` : 'never heard'}</span>
  </a></li>`;
}

/** @param trouble an answer to over-time by cluster; null while it is not there */
const RANK = {CRITICAL: 0, SILENT: 1, DEGRADED: 2, HEALTHY: 3};

export function Clusters({rows: given, trouble, stepMs, rangeWords}) {
  const [wanted, setWanted] = useState('');
  const [all, showAll] = useState(false);
  const {lines, steps} = useMemo(() => (trouble ? byCluster(trouble, stepMs) : {lines: new Map(), steps: 24}), [trouble, stepMs]);
  const rows = [...given].sort((a, b) => RANK[a.state] - RANK[b.state]); // as they came among equals
  const found = rows.filter(row => row.cluster.toLowerCase().includes(wanted.toLowerCase()));
  return html`
    ${rows.length > MANY && html`<label class="find">Find a cluster
      <input type="search" data-filter value=${wanted} onInput=${event => setWanted(event.target.value)} /></label>`}
    <ul class="tiles">${(all || wanted ? found : found.slice(0, MANY)).map(row => html`<${Tile} key=${row.cluster} row=${row} rangeWords=${rangeWords}
      values=${lines.get(row.cluster) ?? new Array(steps).fill(0)} />`)}</ul>
    ${!all && !wanted && rows.length > MANY && html`<p class="more"><button type="button" onClick=${() => showAll(true)}>All ${rows.length} clusters</button></p>`}
    ${!found.length && html`<p class="quiet">No cluster has “${wanted}” in its name.</p>`}`;
}
