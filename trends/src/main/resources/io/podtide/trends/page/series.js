// Answers to over-time as lines of equal length: a value for each step, 0 where the answer has none.
import {label} from './questions.js';

const LENGTHS = {minute: 60e3, hour: 3600e3, day: 86400e3, week: 7 * 86400e3};
const MONDAY = 4 * 86400e3; // 1970-01-01 was a Thursday

function floor(ms, every) {
  const shift = every === 'week' ? MONDAY : 0;
  return Math.floor((ms - shift) / LENGTHS[every]) * LENGTHS[every] + shift;
}

/** As the API chooses where nobody says. */
export function fittingEvery(fromMs, toMs) {
  const hours = (toMs - fromMs) / 3600e3;
  if (hours <= 3) return 'minute';
  return hours <= 72 ? 'hour' : hours <= 2880 ? 'day' : 'week';
}

/** `{stepMs, times, names, lines}`, the line with the most first. */
export function series(answer, chosen) {
  const fromMs = Date.parse(answer.from);
  const toMs = Date.parse(answer.to);
  const every = chosen || fittingEvery(fromMs, toMs);
  const stepMs = LENGTHS[every];
  const times = [];
  for (let at = floor(fromMs, every); at < toMs; at += stepMs) times.push(at);
  const columns = answer.columns.filter(column => column.type === 'text');
  const lines = new Map();
  for (const row of answer.rows) {
    const name = columns.length ? label(row, columns) : '';
    const line = lines.get(name) ?? new Array(times.length).fill(0);
    const at = Math.round((Date.parse(row.time) - times[0]) / stepMs);
    if (at >= 0 && at < line.length) line[at] += row.value;
    lines.set(name, line);
  }
  const total = line => line.reduce((a, b) => a + b, 0);
  const sorted = [...lines].sort((a, b) => total(b[1]) - total(a[1]));
  return {stepMs, times, names: sorted.map(([name]) => name), lines: sorted.map(([, line]) => line)};
}
