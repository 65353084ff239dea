// Standing bars, stacked; drawn by Chart.js, which is loaded when it is first needed. The table below has the same numbers.
import {html, useEffect, useRef, useState} from './preact.js';
import {number} from './format.js';
import {theme, zone} from './prefs.js';
import {useStore} from './store.js';

export const MOST_LINES = 8;
const WIDTH_OF_MARK = 90;

let library = null;
const loadLibrary = () => (library ??= import('./chart.umd.js').then(() => globalThis.Chart));

/** A colour of the style sheet as the canvas wants it. */
function colour(element, name) {
  element.style.color = `var(${name})`;
  const found = getComputedStyle(element).color;
  element.style.color = '';
  return found;
}

function configuration(element, {xs, step, names, lines, marks, words}) {
  const quiet = colour(element, '--quiet');
  const line = colour(element, '--line');
  const marked = new Map();
  const place = axis => {
    marked.clear();
    for (const mark of marks(Math.max(2, Math.floor(axis.chart.width / WIDTH_OF_MARK)))) marked.set(Math.round((mark.at - xs[0]) / step), mark.words);
    axis.ticks = [...marked.keys()].filter(value => value < xs.length).map(value => ({value}));
  };
  return {
    type: 'bar',
    data: {
      labels: xs.map(words),
      datasets: names.map((name, i) => ({label: name, data: lines[i], backgroundColor: colour(element, `--c${(i % MOST_LINES) + 1}`), hoverBackgroundColor: colour(element, `--c${(i % MOST_LINES) + 1}`),
        categoryPercentage: 0.84, barPercentage: 1, maxBarThickness: 56})),
    },
    options: {
      animation: false,
      maintainAspectRatio: false,
      interaction: {mode: 'index', intersect: false},
      font: {family: getComputedStyle(element).fontFamily, size: 12},
      plugins: {
        legend: {display: false},
        tooltip: {
          backgroundColor: colour(element, '--surface'), titleColor: colour(element, '--ink'), bodyColor: colour(element, '--ink'),
          borderColor: line, borderWidth: 1, cornerRadius: 6, padding: 10, boxPadding: 4, usePointStyle: true,
          filter: item => item.raw !== 0,
          callbacks: {label: item => ` ${item.dataset.label} ${number(item.raw)}`},
        },
      },
      scales: {
        x: {stacked: true, grid: {display: false}, border: {color: line}, afterBuildTicks: place,
          ticks: {color: quiet, autoSkip: false, maxRotation: 0, callback: value => marked.get(value)}},
        y: {stacked: true, beginAtZero: true, grid: {color: line}, border: {display: false}, ticks: {color: quiet, precision: 0, maxTicksLimit: 6, callback: number}},
      },
    },
  };
}

/** Goes up when colours are others. */
function useColours() {
  const chosen = useStore(theme);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const changed = () => setTurn(count => count + 1);
    dark.addEventListener('change', changed);
    return () => dark.removeEventListener('change', changed);
  }, []);
  return `${chosen}${turn}`;
}

/**
 * @param xs where bars begin; `step` their width, in the same measure
 * @param marks of the axis, at most so many: `at`, `words`
 * @param words for the place of a bar; `summary` for those who do not see the drawing
 */
export function Plot(props) {
  const {xs, names, lines, summary} = props;
  const colours = useColours();
  const zoneNow = useStore(zone);
  const canvas = useRef(null);
  useEffect(() => {
    let chart = null;
    let gone = false;
    loadLibrary().then(Chart => {
      if (!gone) chart = new Chart(canvas.current, configuration(canvas.current.parentElement, props));
    });
    return () => {
      gone = true;
      chart?.destroy();
    };
  }, [xs, lines, colours, zoneNow]);
  return html`<figure class="plot">
    <div class="canvas" role="img" aria-label=${summary}><canvas ref=${canvas}></canvas></div>
    ${names.length > 1 && html`<figcaption>${names.map((name, i) => html`<span><i class=${`swatch c${(i % MOST_LINES) + 1}`}></i>${name}</span>`)}</figcaption>`}
  </figure>`;
}
