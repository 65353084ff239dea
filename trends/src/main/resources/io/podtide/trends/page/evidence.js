// What the cause was read from, in the words of Kubernetes.
import {html} from './preact.js';
import {Time} from './parts.js';

/** What several pods have said in the same words is shown once, as it was last said. */
export function distinct(evidence) {
  const found = new Map();
  for (const item of evidence) {
    const key = JSON.stringify([item.source, item.reason, item.message]);
    const before = found.get(key);
    found.set(key, before ? {...item, count: before.count + item.count, at: before.at > item.at ? before.at : item.at} : item);
  }
  return [...found.values()];
}

export function Evidence({evidence}) {
  if (!evidence.length) return html`<p class="quiet">None is kept.</p>`;
  return html`<ol class="evidence">${distinct(evidence).map(item => html`<li>
    <p class="evidence-head"><b>${item.reason || 'Seen'}</b> <span class="quiet">${item.source}${item.count > 1 ? `, ${item.count} times` : ''}, <${Time} at=${item.at} /></span></p>
    ${item.message && html`<p class="said">${item.message}</p>`}
  </li>`)}</ol>`;
}

/** Facts of an incident: what it is about, each a way into the list. */
export function Facts({facts}) {
  return html`<dl class="facts">${facts.filter(([, value]) => value).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

export function Pods({pods, count}) {
  if (!pods.length) return null;
  return html`<section aria-labelledby="pods"><h2 id="pods">Pods <span class="quiet">${count > pods.length ? `${pods.length} of ${count}` : count}</span></h2>
    <table class="plain-table"><thead><tr><th scope="col">Pod</th><th scope="col">Node</th><th scope="col" class="number">Since</th></tr></thead>
      <tbody>${pods.map(pod => html`<tr><td class="name">${pod.name}</td><td class="name">${pod.node ?? '–'}</td><td class="number"><${Time} at=${pod.since} /></td></tr>`)}</tbody>
    </table></section>`;
}
