// Incidents as a table; those that are part of another stand under it.
import {html} from './preact.js';
import {changedAt} from './changes.js';
import {duration} from './format.js';
import {Cause, Kind, Severity, State, Time} from './parts.js';
import {address} from './router.js';
import {now} from './status.js';
import {plural, subject, whereabouts} from './words.js';

const NEW_MS = 6000;

/** In the order they came, but children right after their parent, if it is among them. */
export function grouped(rows) {
  const ids = new Set(rows.map(row => row.id));
  const children = new Map();
  for (const row of rows) {
    if (row.parentId && ids.has(row.parentId)) children.set(row.parentId, [...(children.get(row.parentId) ?? []), row]);
  }
  return rows.filter(row => !row.parentId || !ids.has(row.parentId))
      .flatMap(row => [{row, depth: 0, children: children.get(row.id)?.length ?? 0},
        ...(children.get(row.id) ?? []).map(child => ({row: child, depth: 1, children: 0}))]);
}

function lasted(row) {
  const end = row.resolvedAt ? Date.parse(row.resolvedAt) : now();
  return duration(end - Date.parse(row.startedAt));
}

function classes(row, depth) {
  const fresh = Date.now() - (changedAt.get(row.id) ?? 0) < NEW_MS;
  return ['incident', `is-${row.state.toLowerCase()}`, `is-${row.severity.toLowerCase()}`, depth && 'child', fresh && 'fresh'].filter(Boolean).join(' ');
}

function Row({row, depth, children, short}) {
  const link = `/incidents/${encodeURIComponent(row.id)}`;
  return html`<tr class=${classes(row, depth)}>
    <td class="cell-state"><${State} of=${row.state} /><${Severity} of=${row.severity} /></td>
    <td class="cell-what">
      <a class="subject" href=${link}>${subject(row)}</a> <span class="quiet where">${whereabouts(row)}</span>
      ${children > 0 && html` <span class="tag">explains ${children} more</span>`}
      ${row.parentId && depth === 0 && html` <a class="tag" href=${`/incidents/${encodeURIComponent(row.parentId)}`}>part of another</a>`}
      ${row.muted && html` <span class="tag">muted</span>`}
      <p class="summary">${row.summary}</p></td>
    <td class="cell-kind"><${Kind} of=${row.kind} /><span class="quiet"><${Cause} of=${row.cause} /></span></td>
    ${!short && html`<td class="cell-pods number" data-label="pods">${row.podCount}</td>`}
    ${!short && html`<td class="cell-times number" data-label="occurrences">${row.occurrences || ''}</td>`}
    <td class="cell-time number"><${Time} at=${row.openedAt} /><span class="quiet">${row.state === 'RESOLVED' ? 'lasted' : 'for'} ${lasted(row)}</span></td>
  </tr>`;
}

/** @param empty what to say where there are none */
export function Rows({rows, empty, short, caption = 'Incidents'}) {
  if (!rows.length) return html`<p class="quiet">${empty}</p>`;
  return html`<table class=${short ? 'incidents short' : 'incidents'}>
    <caption class="unseen">${caption}: ${plural(rows.length, 'row')}</caption>
    <thead><tr><th scope="col">State</th><th scope="col">What</th><th scope="col">Kind, cause</th>
      ${!short && html`<th scope="col" class="number">Pods</th><th scope="col" class="number" title="Restarts, kills, evictions">Times</th>`}
      <th scope="col" class="number">Opened</th></tr></thead>
    <tbody>${grouped(rows).map(({row, depth, children}) => html`<${Row} key=${row.id} ...${{row, depth, children, short}} />`)}</tbody>
  </table>`;
}

/** All of a workload, or of what else an incident is about. */
export function sameSubject(incident, more = {}) {
  const of = incident.workload
    ? {cluster: incident.cluster, namespace: incident.namespace, workload: `${incident.workloadKind}/${incident.workload}`}
    : {cluster: incident.cluster, node: incident.scope === 'NODE' ? incident.node : null, kind: incident.kind};
  return address('/incidents', {...of, ...more});
}
