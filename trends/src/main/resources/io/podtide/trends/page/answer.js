// An answer: drawn as its question wants it, and as the table it is.
import {html, useMemo, useState} from './preact.js';
import {request} from './api.js';
import {Bars} from './bars.js';
import {duration, exact, number, tick} from './format.js';
import {Time} from './parts.js';
import {Plot} from './plot.js';
import {change, label, measured, QUESTIONS, rowFilters} from './questions.js';
import {address} from './router.js';
import {series} from './series.js';
import {timeMarks} from './timemarks.js';
import {kindWords, plural, sentence} from './words.js';

const MOST_BARS = 20;
const DAY = 86400e3;

function TimeChart({answer, every}) {
  const {times, stepMs, names, lines} = useMemo(() => series(answer, every), [answer, every]);
  if (!lines.length) return null;
  const sum = lines.flat().reduce((a, b) => a + b, 0);
  const marks = most => {
    const axis = timeMarks(times[0], times.at(-1) + stepMs, most);
    return axis.marks.map(at => ({at, words: tick(at, axis.step)}));
  };
  return html`<${Plot} xs=${times} step=${stepMs} names=${names} lines=${lines} marks=${marks} words=${at => (stepMs >= DAY ? exact(at).slice(0, 10) : exact(at))}
    summary=${`Bars over time: ${number(sum)} in all${names.length > 1 ? `, most of ${names[0]}` : ''}. The table below has the numbers.`} />`;
}

const HOURS = Array.from({length: 24}, (none, hour) => hour);
const hourWords = hour => `${String(hour).padStart(2, '0')}:00`;
const hourMarks = most => HOURS.filter(hour => hour % (most >= 12 ? 2 : 6) === 0).map(hour => ({at: hour, words: hourWords(hour)}));

function HoursChart({answer}) {
  const lines = useMemo(() => [answer.rows.map(row => row.kills)], [answer]);
  return html`<${Plot} xs=${HOURS} step=${1} names=${['OOM kills']} lines=${lines} marks=${hourMarks} words=${hour => `${hourWords(hour)} UTC`}
    summary="Bars of OOM kills by hour of the day, UTC. The table below has the numbers." />`;
}

function bars(answer, {chart, value}, filters) {
  return answer.rows.slice(0, MOST_BARS).map(row => {
    const common = {label: label(row, answer.columns), href: address('/incidents', {...filters, ...rowFilters(row)})};
    if (chart === 'pairs') return {...common, value: row.after, second: row.before, text: change(row), look: row.after > row.before ? 'worse' : 'better'};
    if (chart === 'recovery') {
      const words = row.recoverP50 === null ? 'none recovered' : `half in ${duration(row.recoverP50 * 1000)}, 9 of 10 in ${duration(row.recoverP90 * 1000)}`;
      return {...common, value: row.recoverP50, second: row.recoverP90, text: words};
    }
    if (chart === 'share') return {...common, value: row[value], text: row[value] === null ? 'not known' : `${number(row[value])} %`};
    return {...common, value: row[value]};
  });
}

export function Chart({answer, every, filters}) {
  const drawn = QUESTIONS[answer.question];
  if (!drawn || !answer.rows.length) return null;
  if (drawn.chart === 'time') return html`<${TimeChart} answer=${answer} every=${every} />`;
  if (drawn.chart === 'hours') return html`<${HoursChart} answer=${answer} />`;
  return html`<${Bars} rows=${bars(answer, drawn, filters)} most=${drawn.chart === 'share' ? 100 : undefined} />`;
}

function cell(value, {name, type}) {
  if (type === 'time') return html`<${Time} at=${value} full />`;
  if (value === null) return html`<span class="quiet">–</span>`;
  if (name.startsWith('recover') || name.startsWith('detect') || name.endsWith('Seconds')) return duration(value * 1000);
  if (name === 'lifetimeMs') return duration(value);
  if (name === 'cause') return html`<span title=${value}>${sentence(value)}</span>`;
  if (name === 'kind') return html`<span title=${value}>${kindWords(value)}</span>`;
  if (type === 'flag') return value ? 'yes' : 'no';
  return type === 'text' ? value : number(value);
}

const look = column => (column.type === 'text' ? 'name' : column.type === 'time' ? 'moment' : 'number');

export function AnswerTable({answer, by}) {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="The answer as a table"><table class="plain-table">
    <caption class="unseen">${QUESTIONS[answer.question]?.title ?? answer.question}: ${plural(answer.rows.length, 'row')}</caption>
    <thead><tr>${answer.columns.map(column => html`<th scope="col" class=${look(column)}>${measured(column.name, by)}</th>`)}</tr></thead>
    <tbody>${answer.rows.map(row => html`<tr>${answer.columns.map(column => html`<td class=${look(column)}>${cell(row[column.name], column)}</td>`)}</tr>`)}</tbody>
  </table></div>`;
}

/** The whole answer as a file. */
export function CsvButton({path, name}) {
  const [problem, setProblem] = useState('');
  const save = async () => {
    try {
      const response = await request(path, {headers: {Accept: 'text/csv'}});
      const link = document.createElement('a');
      link.href = URL.createObjectURL(await response.blob());
      link.download = `podtide-${name}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (failed) {
      setProblem(failed.message);
    }
  };
  return html`<button type="button" class="plain" onClick=${save}>Download as CSV</button>${problem && html`<span role="alert">${problem}</span>`}`;
}
