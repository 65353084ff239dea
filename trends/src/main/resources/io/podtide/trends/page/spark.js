// A line of little bars: how it was, at a glance. What it says is said in words beside it.
import {html} from './preact.js';

const WIDTH = 132;
const HEIGHT = 28;

/** @param values by step of time; `words` is what a reader hears instead */
export function Spark({values, words}) {
  const most = Math.max(1, ...values);
  const step = WIDTH / values.length;
  const bars = values.map((value, i) => {
    const height = value ? Math.max(2, (value / most) * (HEIGHT - 2)) : 0;
    return value ? `M${(i * step + step * 0.15).toFixed(1)} ${HEIGHT}v${-height.toFixed(1)}h${(step * 0.7).toFixed(1)}v${height.toFixed(1)}z` : '';
  });
  return html`<svg class="spark" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label=${words}>
    <title>${words}</title>
    <path class="spark-base" d=${`M0 ${HEIGHT - 0.5}H${WIDTH}`} />
    <path class="spark-bars" d=${bars.join('')} />
  </svg>`;
}
