// Small things that every view is made of.
import {html, useState} from './preact.js';
import {exact, relative} from './format.js';
import {zone} from './prefs.js';
import {clock, now} from './status.js';
import {useStore} from './store.js';
import {kindWords, sentence} from './words.js';

/** A moment: how long ago, and exactly when the pointer rests on it. */
export function Time({at, full}) {
  useStore(clock);
  useStore(zone);
  if (!at) return html`<span class="quiet">–</span>`;
  return full
    ? html`<time datetime=${at} title=${relative(at, now())}>${exact(at)}</time>`
    : html`<time datetime=${at} title=${exact(at)}>${relative(at, now())}</time>`;
}

export function Severity({of}) {
  return html`<span class=${`mark severity-${of.toLowerCase()}`}>${of.toLowerCase()}</span>`;
}

export function State({of}) {
  return html`<span class=${`mark state-${of.toLowerCase()}`}>${of.toLowerCase()}</span>`;
}

export function Kind({of}) {
  return html`<span title=${of}>${kindWords(of)}</span>`;
}

export function Cause({of}) {
  return html`<span title=${of}>${sentence(of)}</span>`;
}

/** What went wrong, as a sentence, and a way to go on. */
export function Failure({problem, again}) {
  const sentences = problem.problems?.length ? problem.problems : [problem.message];
  return html`<div class="failure" role="alert">
    ${sentences.map(text => html`<p>${text[0].toUpperCase() + text.slice(1)}</p>`)}
    ${again && html`<button type="button" onClick=${again}>Try again</button>`}
  </div>`;
}

export function Empty({children}) {
  return html`<div class="empty">${children}</div>`;
}

export function Loading() {
  return html`<p class="loading" role="status">Asking the history …</p>`;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Browsers have no clipboard for pages that came without TLS from another machine.
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'unseen';
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (!done) throw new Error('no clipboard');
  }
}

const SAID_MS = 2000;

export function CopyButton({text, what}) {
  const [said, say] = useState('');
  const click = async () => {
    try {
      await copy(text);
      say('Copied');
    } catch {
      say('Select it by hand');
    }
    setTimeout(say, SAID_MS, '');
  };
  return html`<button type="button" class="copy" onClick=${click} aria-label=${`Copy ${what}`}>
    <span aria-live="polite">${said || 'Copy'}</span>
  </button>`;
}
