// How the incident was told, revision by revision.
import {html} from './preact.js';
import {Severity, State, Time} from './parts.js';
import {plural, sentence} from './words.js';

/** What is other than in the revision before, in words. */
export function differences(before, after) {
  if (!before) return ['first told'];
  const words = [];
  if (before.state !== after.state) words.push(after.state === 'OPEN' && before.state === 'RESOLVED' ? 'came back' : `now ${after.state.toLowerCase()}`);
  if (before.severity !== after.severity) words.push(`severity ${after.severity.toLowerCase()}`);
  if (before.cause !== after.cause) words.push(`cause: ${sentence(after.cause)}`);
  if (before.podCount !== after.podCount) words.push(plural(after.podCount, 'pod'));
  if (before.occurrences !== after.occurrences) words.push(plural(after.occurrences, 'occurrence'));
  if (before.parentId !== after.parentId) words.push(after.parentId ? 'part of another' : 'on its own again');
  if (before.resolution !== after.resolution && after.resolution) words.push(after.resolution.toLowerCase());
  if (!words.length) words.push(before.summary === after.summary ? 'details' : 'said in other words');
  return words;
}

export function Revisions({revisions}) {
  return html`<section aria-labelledby="revisions"><h2 id="revisions">Revisions</h2>
    <ol class="revisions">${revisions.map((revision, i) => html`<li>
      <span class="number">${revision.revision}</span>
      <${Time} at=${revision.updatedAt} full />
      <${State} of=${revision.state} /><${Severity} of=${revision.severity} />
      <span>${differences(revisions[i - 1], revision).join(', ')}</span></li>`)}</ol></section>`;
}
