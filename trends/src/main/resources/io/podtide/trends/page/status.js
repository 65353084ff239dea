// How the history is, and what time it is there: a played recording has a time of its own.
import {getJson} from './api.js';
import {store} from './store.js';

/** As the API tells, with `readAt` by this machine's clock; null before the first answer. */
export const status = store(null);
/** Why there is no news of it; null where there is. */
export const statusProblem = store(null);
/** Changes every few seconds, for what is shown as "3 min ago". */
export const clock = store(0);

const EVERY_MS = 5000;

/** Now, in milliseconds, as the history sees it. */
export function now() {
  const known = status.get();
  if (!known) return Date.now();
  const then = Date.parse(known.now);
  return known.recorded ? then : then + Date.now() - known.readAt;
}

export async function readStatus() {
  try {
    status.set({...await getJson('/api/v1/status'), readAt: Date.now()});
    statusProblem.set(null);
  } catch (problem) {
    if (problem.status !== 401) statusProblem.set(problem);
  }
  clock.set(Date.now());
}

export function startStatus() {
  const turn = async () => {
    if (!document.hidden) await readStatus();
    setTimeout(turn, EVERY_MS);
  };
  document.addEventListener('visibilitychange', () => document.hidden || readStatus());
  return turn();
}

const RANGES = [['1h', 1], ['6h', 6], ['24h', 24], ['7d', 168], ['30d', 720], ['90d', 2160]];

/** How far back is worth showing: all there is, up to a limit. */
export function usualSince(longest) {
  const known = status.get();
  const hours = known?.firstHeard ? (Date.parse(known.now) - Date.parse(known.firstHeard)) / 3600e3 : Infinity;
  const [since] = RANGES.find(([name, length]) => length >= hours || name === longest) ?? [longest];
  return since;
}
