// How each question of the API is drawn and what it is asked with; one that is not here is shown as a table.
import {number} from './format.js';
import {columnWords, kindWords, sentence} from './words.js';

/** A name alone would add up strangers. */
const WORKLOAD = 'cluster,namespace,workload';
const BY_KIND = ['kind', 'cause', 'cluster', 'namespace', WORKLOAD, 'image', 'node'];

export const QUESTIONS = {
  'over-time': {title: 'Over time', chart: 'time', by: true},
  top: {title: 'Top', chart: 'bars', by: true, value: 'value', groups: [WORKLOAD, 'namespace', 'cluster', 'kind', 'cause', 'image', 'node']},
  recovery: {title: 'Recovery', chart: 'recovery', groups: BY_KIND},
  recurring: {title: 'Recurring', chart: 'bars', value: 'times'},
  'first-seen': {title: 'First seen', chart: 'bars', value: 'value', groups: ['cause', 'image']},
  'week-on-week': {title: 'Week on week', chart: 'pairs', by: true, groups: BY_KIND},
  'before-after': {title: 'Before and after', chart: 'pairs', by: true, groups: BY_KIND, at: '2h'},
  'oom-by-hour': {title: 'OOM by hour', chart: 'hours'},
  pipeline: {title: 'Pipeline', chart: 'share', value: 'availabilityPercent'},
};

/** Shown elsewhere: in the list and on the overview. */
export const ELSEWHERE = ['open', 'incidents', 'fleet'];

export const GROUPS = ['cluster', 'namespace', WORKLOAD, 'kind', 'cause', 'image', 'node'];

export const MEASURES = {incidents: 'incidents', minutes: 'minutes affected', restarts: 'restarts', 'oom-kills': 'OOM kills', evictions: 'evictions',
  occurrences: 'everything pods show'};

const VALUES = new Set(['count', 'number', 'time', 'flag']);

/** What a row is about: its texts, as people say them. */
export function label(row, columns) {
  const texts = columns.filter(column => !VALUES.has(column.type) && column.name !== 'workloadKind').map(({name}) => {
    if (!row[name]) return null;
    if (name === 'cause') return sentence(row[name]);
    return name === 'kind' ? kindWords(row[name]) : row[name];
  }).filter(Boolean);
  return texts.length ? texts.join(' / ') : 'none';
}

/** A row's own filters, for the list of its incidents. */
export function rowFilters(row) {
  const filters = {};
  for (const name of ['cluster', 'namespace', 'kind', 'cause', 'node', 'image']) if (row[name]) filters[name] = row[name];
  if (row.workload) filters.workload = row.workloadKind ? `${row.workloadKind}/${row.workload}` : row.workload;
  for (const name of Object.keys(row)) if (name.startsWith('label:') && row[name]) filters.label = `${name.slice(6)}=${row[name]}`;
  return filters;
}

/** A sentence for what two times have come to. */
export function change(row) {
  const {before, after, changePercent: percent} = row;
  const words = `${number(before)} → ${number(after)}`;
  if (percent === null || percent === undefined) return after > 0 ? `${words}, new` : words;
  if (Math.round(percent) === 0) return `${words}, as before`;
  return `${words}, ${percent > 0 ? '+' : '−'}${Math.abs(Math.round(percent))} %`;
}

export const measured = (column, by) => (['value', 'before', 'after'].includes(column) && by ? `${column === 'value' ? '' : `${column}: `}${MEASURES[by]}` : columnWords(column));
