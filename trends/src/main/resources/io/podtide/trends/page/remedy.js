// What to do: sentences, and commands that can be copied.
import {html} from './preact.js';
import {CopyButton} from './parts.js';

/** Lines that are commands, and lines that are not, each run of a sort together. */
export function paragraphs(remedy) {
  const runs = [];
  for (const line of remedy.split('\n').map(text => text.trim()).filter(Boolean)) {
    const command = /^(\$ ?)?kubectl\b/.test(line);
    const text = line.replace(/^\$ ?/, '');
    const last = runs.at(-1);
    if (command || !last || last.command) runs.push({command, text});
    else last.text += ` ${text}`;
  }
  return runs;
}

export function Remedy({text}) {
  if (!text) return html`<p class="quiet">Nothing is known that would help.</p>`;
  return html`<div class="remedy">${paragraphs(text).map(run => (run.command
    ? html`<div class="command"><code>${run.text}</code><${CopyButton} text=${run.text} what=${run.text} /></div>`
    : html`<p>${run.text}</p>`))}</div>`;
}
