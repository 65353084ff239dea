// What is drawn of an incident: spans of its states, and marks by what happened.

const LANES = {RESTART_LOOP: 'Restarts', OOM: 'OOM kills', EVICTED: 'Evictions', POD_FAILED: 'Failed pods', PENDING: 'Pending', NOT_READY: 'Not ready',
  TERMINATING: 'Terminating', NODE_LOST: 'Node lost', CREATE_BLOCKED: 'No pods made'};

const ms = time => Date.parse(time);

/** From when to when each state lasted: failing before it was an incident, open by severity, unknown. */
export function spans(revisions, end) {
  const first = revisions[0];
  const spansFound = [{from: ms(first.startedAt), to: ms(first.openedAt), look: 'before', words: 'failing, not yet an incident'}];
  revisions.forEach((revision, i) => {
    const from = i === 0 ? ms(revision.openedAt) : ms(revision.updatedAt);
    const next = revisions[i + 1];
    const to = next ? ms(next.updatedAt) : end;
    if (revision.state === 'RESOLVED') return;
    const look = revision.state === 'UNKNOWN' ? 'unknown' : revision.severity.toLowerCase();
    const words = revision.state === 'UNKNOWN' ? 'unknown: its cluster is silent' : `open, ${look}`;
    const last = spansFound.at(-1);
    if (last.look === look && last.to === from) last.to = to;
    else spansFound.push({from, to, look, words});
  });
  return spansFound.filter(span => span.to > span.from);
}

/** Events and other evidence of all revisions, each once, the newest count of it. */
function evidenceOf(revisions) {
  const found = new Map();
  for (const item of revisions.flatMap(revision => revision.evidence)) found.set(`${item.at} ${item.source} ${item.reason} ${item.message}`, item);
  return [...found.values()];
}

/** Lanes from the top: a name and marks with their moment, look and words. */
export function lanes(revisions, occurrences) {
  const byKind = new Map();
  for (const row of occurrences) {
    const at = {at: ms(row.at), count: row.count, look: row.kind === 'OOM' ? 'critical' : 'neutral', words: [row.pod, row.container].filter(Boolean).join(', ')};
    byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), at]);
  }
  const evidence = evidenceOf(revisions);
  const said = name => item => ({at: ms(item.at), count: item.count, look: name, words: [item.reason, item.message].filter(Boolean).join(': ')});
  const isEvent = item => item.source.startsWith('Event');
  const all = [...byKind].map(([kind, marks]) => ({name: LANES[kind] ?? kind, marks}));
  all.push({name: 'Events', marks: evidence.filter(isEvent).map(said('event'))});
  all.push({name: 'Evidence', marks: evidence.filter(item => !isEvent(item)).map(said('event'))});
  all.push({name: 'Revisions', marks: revisions.map(revision => ({at: ms(revision.updatedAt), count: 1, look: 'told', words: `revision ${revision.revision}, ${revision.state.toLowerCase()}`}))});
  return all.filter(lane => lane.marks.length);
}
