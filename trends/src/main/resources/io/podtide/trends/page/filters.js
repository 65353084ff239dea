// Filters as they are in the address: names as the API has them, several values with commas.

/** All that may be in the address of a list or a question, besides what belongs to a question alone. */
export const FILTERS = ['text', 'state', 'severity', 'cluster', 'namespace', 'workload', 'kind', 'cause', 'image', 'node', 'label', 'parent',
  'since', 'from', 'to'];

/** Times that are offered; any other can be written into the address. */
export const RANGES = [['1h', 'last hour'], ['6h', 'last 6 hours'], ['24h', 'last 24 hours'], ['7d', 'last 7 days'],
  ['30d', 'last 30 days'], ['90d', 'last 90 days']];

/** Of a query, by name: lists of values, without those that are empty. */
export function readFilters(query) {
  const filters = {};
  for (const name of FILTERS) {
    const values = query.getAll(name).flatMap(text => (name === 'label' || name === 'text' ? [text] : text.split(','))).filter(Boolean);
    if (values.length) filters[name] = values;
  }
  return filters;
}

/** The same with one value, or without where that is empty. What page it was is forgotten. */
export function withFilter(filters, name, value) {
  const {[name]: old, ...others} = filters;
  const values = [value].flat().filter(Boolean);
  return values.length ? {...others, [name]: values} : others;
}

/** As parameters of a question: time is asked for even where nothing is chosen. */
export function asParameters(filters, since) {
  const timed = filters.since || filters.from;
  return timed ? filters : {...filters, since};
}

/** What is filtered by, besides time: one word each, to be shown and taken away. */
export function chips(filters) {
  return Object.entries(filters)
      .filter(([name]) => !['since', 'from', 'to'].includes(name))
      .flatMap(([name, values]) => values.map(value => ({name, value})));
}

export function without(filters, {name, value}) {
  return withFilter(filters, name, filters[name].filter(other => other !== value));
}
