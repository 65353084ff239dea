// Lying bars with their names and numbers: read as a list without seeing the bars.
import {html} from './preact.js';
import {number} from './format.js';

const share = (value, most) => (most > 0 ? `${Math.max(0, Math.min(100, (100 * value) / most))}%` : '0');

/**
 * @param rows `label`, `value`, optionally `second` (drawn behind it, such as p90 behind p50), `href`, `text` instead of the number
 * @param most what a whole bar stands for; the greatest value where nothing is said
 */
export function Bars({rows, most, empty = 'Nothing to count.'}) {
  if (!rows.length) return html`<p class="quiet">${empty}</p>`;
  const whole = most ?? Math.max(0, ...rows.map(row => Math.max(row.value ?? 0, row.second ?? 0)));
  return html`<ol class="bars">${rows.map(row => html`<li>
    <span class="bar-label" title=${row.label}>${row.href ? html`<a href=${row.href}>${row.label}</a>` : row.label}</span>
    <span class="bar-track" aria-hidden="true">
      ${row.second != null && html`<span class="bar-second" style=${{width: share(row.second, whole)}}></span>`}
      ${row.value > 0 && html`<span class=${`bar-fill ${row.look ?? ''}`} style=${{width: share(row.value, whole)}}></span>`}
    </span>
    <span class="bar-value">${row.text ?? number(row.value)}</span>
  </li>`)}</ol>`;
}
