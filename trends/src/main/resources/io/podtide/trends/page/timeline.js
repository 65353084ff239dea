// The incident as a drawing over time; all of it is in a table below as well.
import {html, useEffect, useRef, useState} from './preact.js';
import {duration, exact, tick} from './format.js';
import {lanes, spans} from './lanes.js';
import {zone} from './prefs.js';
import {useStore} from './store.js';
import {timeMarks} from './timemarks.js';
import {plural} from './words.js';

const ROW = 30;
const TOP = 8;
const AXIS = 26;

/** Width of the element in CSS pixels, as it changes. */
function useWidth() {
  const ref = useRef(null);
  const [width, setWidth] = useState(800);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.max(240, Math.round(entry.contentRect.width))));
    observer.observe(ref.current);
    return () => observer.disconnect();
  }, []);
  return [ref, width];
}

function Mark({x, y, mark}) {
  const words = `${exact(mark.at)}  ${mark.words}${mark.count > 1 ? `, ${mark.count} times` : ''}`;
  const shape = mark.look === 'told'
    ? html`<path d=${`M${x} ${y - 5}l5 5l-5 5l-5 -5z`} />`
    : mark.look === 'event' ? html`<path d=${`M${x - 1.5} ${y - 7}h3v14h-3z`} />` : html`<circle cx=${x} cy=${y} r=${mark.count > 1 ? 6 : 4.5} />`;
  return html`<g class=${`at at-${mark.look}`}><title>${words}</title>${shape}</g>`;
}

export function Timeline({incident, revisions, occurrences, now}) {
  useStore(zone);
  const [ref, width] = useWidth();
  const end = incident.resolvedAt ? Date.parse(incident.resolvedAt) : Math.max(now, Date.parse(incident.updatedAt));
  const states = spans(revisions, end);
  const all = lanes(revisions, occurrences);
  const moments = [...states.map(span => span.from), ...all.flatMap(lane => lane.marks.map(mark => mark.at))];
  const from = Math.min(...moments);
  const to = Math.max(end, ...moments);
  const left = width < 520 ? 76 : 112;
  const pad = 10;
  const scale = at => left + pad + ((at - from) / Math.max(1, to - from)) * (width - left - 2 * pad);
  const height = TOP + ROW * (all.length + 1) + AXIS;
  const axis = timeMarks(from, to, Math.max(2, Math.floor((width - left) / 90)));
  const middle = i => TOP + ROW * i + ROW / 2;
  const happened = all.filter(lane => lane.name !== 'Revisions').map(lane => plural(lane.marks.length, `mark for ${lane.name.toLowerCase()}`, `marks for ${lane.name.toLowerCase()}`));
  const words = `Timeline of ${duration(to - from)} from ${exact(from)}: ${states.map(s => s.words).join(', then ')}; ${happened.join(', ')}.`;
  return html`<div class="timeline" ref=${ref}>
    <svg width=${width} height=${height} role="img" aria-label=${words}>
      ${axis.marks.map(at => html`<g class="tick"><path d=${`M${scale(at)} ${TOP}V${height - AXIS}`} /><text x=${scale(at)} y=${height - 8}>${tick(at, axis.step)}</text></g>`)}
      <text class="lane" x="0" y=${middle(0) + 4}>State</text>
      ${states.map(span => html`<rect class=${`span span-${span.look}`} x=${scale(span.from)} y=${middle(0) - 7} rx="2" height="14"
        width=${Math.max(2, scale(span.to) - scale(span.from))}><title>${`${span.words}, ${duration(span.to - span.from)}`}</title></rect>`)}
      ${all.map((lane, i) => html`<g>
        <text class="lane" x="0" y=${middle(i + 1) + 4}>${lane.name}</text>
        <path class="lane-line" d=${`M${left} ${middle(i + 1)}H${width}`} />
        ${lane.marks.map(mark => html`<${Mark} x=${scale(mark.at)} y=${middle(i + 1)} mark=${mark} />`)}
      </g>`)}
    </svg>
    <details><summary>The same as a table</summary><${AsTable} states=${states} all=${all} /></details>
  </div>`;
}

function AsTable({states, all}) {
  const lines = [...states.map(span => ({at: span.from, name: 'State', words: `${span.words} for ${duration(span.to - span.from)}`, count: 1})),
    ...all.flatMap(lane => lane.marks.map(mark => ({...mark, name: lane.name})))].sort((a, b) => a.at - b.at);
  return html`<table class="plain-table"><thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Of</th></tr></thead>
    <tbody>${lines.map(line => html`<tr><td class="number">${exact(line.at)}</td><td>${line.name}${line.count > 1 ? ` ×${line.count}` : ''}</td><td class="name">${line.words}</td></tr>`)}</tbody></table>`;
}
