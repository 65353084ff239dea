// Round moments for the axis of a time.

const MINUTE = 60e3;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [1e3, 5e3, 15e3, 30e3, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR,
  12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY, 30 * DAY];

/** Moments between two, at most so many, and the step between them. */
export function timeMarks(from, to, most) {
  const step = STEPS.find(length => (to - from) / length <= most) ?? Math.ceil((to - from) / most / DAY) * DAY;
  const marks = [];
  for (let at = Math.ceil(from / step) * step; at <= to; at += step) marks.push(at);
  return {marks, step};
}
