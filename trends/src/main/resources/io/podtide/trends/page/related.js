// Other incidents that belong to one: its children, and what was before with the same workload.
import {html} from './preact.js';
import {question, useJson} from './api.js';
import {Failure} from './parts.js';
import {Rows, sameSubject} from './rows.js';

const MOST = 20;

export function Children({incident, version}) {
  const found = useJson(question('incidents', {parent: incident.id, since: '365d', limit: 100}), version);
  if (found.problem) return html`<${Failure} problem=${found.problem} />`;
  if (!found.data?.rows.length) return null;
  return html`<section aria-labelledby="children"><h2 id="children">What it explains</h2>
    <${Rows} rows=${found.data.rows.map(row => ({...row, parentId: null}))} caption="Incidents that are part of this one" /></section>`;
}

export function Before({incident, version}) {
  const of = incident.workload
    ? {cluster: incident.cluster, namespace: incident.namespace, workload: `${incident.workloadKind}/${incident.workload}`}
    : {cluster: incident.cluster, node: incident.scope === 'NODE' ? incident.node : null, kind: incident.kind};
  const found = useJson(question('incidents', {...of, since: '90d', limit: MOST}), version);
  const rows = (found.data?.rows ?? []).filter(row => row.id !== incident.id && row.scope === incident.scope);
  return html`<section aria-labelledby="before"><h2 id="before">${incident.workload ? 'The same workload' : 'The same place'}, 90 days</h2>
    ${found.problem && html`<${Failure} problem=${found.problem} />`}
    ${found.data && html`<${Rows} rows=${rows} empty="No other incident in 90 days." caption="Other incidents" />`}
    ${rows.length > 0 && html`<p><a href=${sameSubject(incident, {since: '90d'})}>All of them in the list</a></p>`}</section>`;
}
