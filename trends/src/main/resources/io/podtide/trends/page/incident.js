// One incident: what it is, what to do, how it went.
import {html} from './preact.js';
import {useJson} from './api.js';
import {useVersion} from './changes.js';
import {Evidence, Facts, Pods} from './evidence.js';
import {duration} from './format.js';
import {Cause, Empty, Failure, Kind, Loading, Severity, State, Time} from './parts.js';
import {address} from './router.js';
import {Before, Children} from './related.js';
import {Remedy} from './remedy.js';
import {Revisions} from './revisions.js';
import {clock, now} from './status.js';
import {useStore} from './store.js';
import {Timeline} from './timeline.js';
import {columnWords, kindWords, sentence, subject, whereabouts} from './words.js';

const SINCE = '30d';

const listed = (words, filters) => html`<a href=${address('/incidents', {...filters, since: SINCE})}>${words}</a>`;

function facts(incident) {
  const {cluster, namespace, workload, workloadKind, node, container, cause, causeDetail, labels, rule, kind} = incident;
  return [
    ['Kind', listed(kindWords(kind), {kind})],
    ['Cause', listed(sentence(cause), {cause})],
    ['Cluster', cluster && listed(cluster, {cluster})],
    ['Namespace', namespace && listed(namespace, {cluster, namespace})],
    ['Workload', workload && listed(`${workloadKind}/${workload}`, {cluster, namespace, workload: `${workloadKind}/${workload}`})],
    ['Node', node && listed(node, {cluster, node})],
    ['Container', container],
    ...Object.entries(causeDetail ?? {}).map(([name, value]) => [columnWords(name).replace(/^./, first => first.toUpperCase()), value]),
    ['Labels', Object.keys(labels).length > 0 && Object.entries(labels).map(([name, value]) => html`${listed(`${name}=${value}`, {label: `${name}=${value}`})} `)],
    ['Rule', rule],
  ];
}

const foundAfter = ms => (ms < 1000 ? 'found at once' : `found after ${duration(ms)}`);

function When({incident}) {
  useStore(clock);
  const end = incident.resolvedAt ? Date.parse(incident.resolvedAt) : now();
  const parts = [html`Began <${Time} at=${incident.startedAt} />`, foundAfter(Date.parse(incident.openedAt) - Date.parse(incident.startedAt))];
  parts.push(incident.resolvedAt
    ? html`${(incident.resolution ?? 'resolved').toLowerCase()} <${Time} at=${incident.resolvedAt} />, after ${duration(end - Date.parse(incident.startedAt))}`
    : html`goes on for ${duration(end - Date.parse(incident.startedAt))}`);
  if (incident.reopened) parts.push(`came back ${incident.reopened === 1 ? 'once' : `${incident.reopened} times`}`);
  return html`<p class="when quiet">${parts.map((part, i) => html`${i > 0 && ', '}${part}`)}.</p>`;
}

function Shown({incident, revisions, occurrences, version}) {
  useStore(clock);
  return html`
    <div class="title"><${State} of=${incident.state} /><${Severity} of=${incident.severity} />
      <h1>${subject(incident)} <span class="quiet">${whereabouts(incident)}</span></h1></div>
    <p class="lead"><${Kind} of=${incident.kind} />: <${Cause} of=${incident.cause} /></p>
    <p class="said-of">${incident.summary}</p>
    <${When} incident=${incident} />
    ${incident.parentId && html`<p class="note">It is part of <a href=${`/incidents/${encodeURIComponent(incident.parentId)}`}>another incident</a>, which explains it.</p>`}
    ${incident.mute && html`<p class="note">Muted: nobody is told of it${incident.mute.reason ? ` (${incident.mute.reason})` : ''}.</p>`}
    <section aria-labelledby="what-to-do"><h2 id="what-to-do">What to do</h2><${Remedy} text=${incident.remedy} /></section>
    <section aria-labelledby="how"><h2 id="how">How it went</h2>
      <${Timeline} incident=${incident} revisions=${revisions} occurrences=${occurrences} now=${now()} /></section>
    <div class="beside">
      <section aria-labelledby="evidence"><h2 id="evidence">Evidence</h2><${Evidence} evidence=${incident.evidence} /></section>
      <section aria-labelledby="about"><h2 id="about">About</h2><${Facts} facts=${facts(incident)} /></section>
    </div>
    <${Children} incident=${incident} version=${version} />
    <${Pods} pods=${incident.pods} count=${incident.podCount} />
    <${Before} incident=${incident} version=${version} />
    <${Revisions} revisions=${revisions} />`;
}

export function Incident({id}) {
  const version = useVersion();
  const path = `/api/v1/incidents/${encodeURIComponent(id)}`;
  const told = useJson(`${path}/revisions`, version);
  const happened = useJson(`${path}/occurrences`, version);
  const incident = told.data?.revisions.at(-1);
  document.title = incident ? `${subject(incident)}: ${kindWords(incident.kind)} · Podtide` : 'Incident · Podtide';
  if (told.problem?.status === 404) {
    return html`<${Empty}><h1>There is no such incident</h1>
      <p>It may be older than what is kept, or of another history. <a href="/incidents">All incidents</a></p><//>`;
  }
  if (told.problem && !incident) return html`<h1>Incident</h1><${Failure} problem=${told.problem} />`;
  if (!incident) return html`<h1>Incident</h1><${Loading} />`;
  return html`<${Shown} incident=${incident} revisions=${told.data.revisions} occurrences=${happened.data?.rows ?? []} version=${version} />`;
}
