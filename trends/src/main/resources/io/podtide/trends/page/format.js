// Numbers, lengths of time and moments as text.
import {zone} from './prefs.js';

const UNITS = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];

/** "2 h 5 min": the two greatest units that say something. */
export function duration(ms) {
  let seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds === 0) return '0 s';
  const first = UNITS.findIndex(([, length]) => seconds >= length);
  const parts = [];
  for (const [unit, length] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(seconds / length);
    seconds -= count * length;
    if (count) parts.push(`${count} ${unit}`);
  }
  return parts.join(' ');
}

/** "4 min ago": the greatest unit. */
export function relative(time, now) {
  const seconds = Math.round((now - Date.parse(time)) / 1000);
  const [unit, length] = UNITS.find(([, unitLength]) => Math.abs(seconds) >= unitLength) ?? UNITS[3];
  const count = Math.floor(Math.abs(seconds) / length);
  if (count === 0) return 'now';
  return seconds < 0 ? `in ${count} ${unit}` : `${count} ${unit} ago`;
}

const two = number => String(number).padStart(2, '0');

function fields(ms) {
  const date = new Date(ms);
  return zone.get() === 'utc'
    ? [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours(), date.getUTCMinutes(), date.getUTCSeconds()]
    : [date.getFullYear(), date.getMonth() + 1, date.getDate(), date.getHours(), date.getMinutes(), date.getSeconds()];
}

export const zoneName = () => (zone.get() === 'utc' ? 'UTC' : 'local time');

/** "2026-11-21 00:36:44 UTC". */
export function exact(time) { // text or milliseconds
  const [year, month, day, hour, minute, second] = fields(typeof time === 'number' ? time : Date.parse(time));
  return `${year}-${two(month)}-${two(day)} ${two(hour)}:${two(minute)}:${two(second)} ${zoneName()}`;
}

/** As short as the step allows: "00:36" by minutes and hours, "11-21" by days. */
export function tick(ms, stepMs) {
  const [, month, day, hour, minute, second] = fields(ms);
  if (stepMs >= 86400e3) return `${two(month)}-${two(day)}`;
  const clock = `${two(hour)}:${two(minute)}`;
  if (stepMs < 60e3) return `${clock}:${two(second)}`;
  return hour === 0 && minute === 0 ? `${two(month)}-${two(day)}` : clock;
}

export function number(value) {
  if (value === null || value === undefined) return '–';
  return value.toLocaleString('en', {maximumFractionDigits: Math.abs(value) < 10 ? 1 : 0});
}
