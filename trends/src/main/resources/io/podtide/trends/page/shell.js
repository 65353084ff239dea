// What is round every view: the head with its links and switches, the banner, the foot.
import {html, useState} from './preact.js';
import {token, tokenWanted} from './api.js';
import {isDark, theme, zone} from './prefs.js';
import {status, statusProblem} from './status.js';
import {useStore} from './store.js';
import {live} from './stream.js';
import {plural} from './words.js';

const VIEWS = [['/', 'Overview'], ['/incidents', 'Incidents'], ['/trends', 'Trends']];

const LIVE = {
  connecting: ['Connecting', 'Waiting for the server'],
  live: ['Live', 'Changes appear as they happen'],
  away: ['Reconnecting', 'The server is away; this page tries again by itself'],
  paused: ['Paused', 'Nothing is asked for while nobody looks'],
};

function isCurrent(link, path) {
  return link === '/' ? path === '/' : path.startsWith(link);
}

function LiveState() {
  const state = useStore(live);
  const [word, sentence] = LIVE[state];
  return html`<span class=${`live live-${state}`} role="status" title=${sentence}>${word}</span>`;
}

function Switches() {
  const zoneNow = useStore(zone);
  useStore(theme);
  const dark = isDark();
  return html`<div class="switches">
    <button type="button" class="plain" onClick=${() => zone.set(zoneNow === 'utc' ? 'local' : 'utc')}
      title="Times in UTC, or as the clock on the wall">${zoneNow === 'utc' ? 'UTC' : 'Local'}<span class="unseen"> times, switch</span></button>
    <button type="button" class="plain" onClick=${() => theme.set(dark ? 'light' : 'dark')}>
      ${dark ? 'Light' : 'Dark'}<span class="unseen"> colours</span></button>
  </div>`;
}

export function Head({path}) {
  return html`<header>
    <a class="skip" href="#main">Skip to the content</a>
    <div class="bar">
      <a class="brand" href="/">Podtide</a>
      <nav aria-label="Views">
        ${VIEWS.map(([link, word]) => html`<a href=${link} aria-current=${isCurrent(link, path) ? 'page' : null}>${word}</a>`)}
      </nav>
      <${LiveState} />
      <${Switches} />
    </div>
  </header>`;
}

/** Why what is shown may be old; null where it is not. */
function news(known, problem) {
  if (problem) return problem.status ? `The history cannot be read: ${problem.message}` : 'The server does not answer. What you see is from before.';
  if (!known) return null;
  if (known.feed?.problem) return `The history is not being written: ${known.feed.problem}`;
  if (known.feed?.behind > 1000) return `The history is catching up: ${plural(known.feed.behind, 'record')} to go.`;
  if (!known.feed) return 'This server only reads the history; another writes it.';
  return null;
}

export function Banner() {
  const known = useStore(status);
  const problem = useStore(statusProblem);
  const text = news(known, problem);
  return html`<div role="status" class="banner" hidden=${!text}>${text}</div>`;
}

export function Foot() {
  const known = useStore(status);
  return html`<footer>
    ${known?.recorded && html`<span>A recording: its time is the newest it has told.</span>`}
    <span><kbd>/</kbd> goes to the filter</span>
    <a href="/api/v1/openapi.json">API</a>
  </footer>`;
}

/** In place of a view, where the API wants a token. */
export function AskToken() {
  const why = useStore(tokenWanted);
  const [text, setText] = useState('');
  const submit = event => {
    event.preventDefault();
    token.set(text.trim());
    tokenWanted.set(null);
  };
  return html`<form class="token" onSubmit=${submit}>
    <h1>A token, please</h1>
    <p id="why" role="alert">${why} It was given to the server with <code>--token-file</code>; this tab keeps it until it is closed.</p>
    <label>Token <input type="password" autocomplete="off" value=${text} aria-describedby="why"
      onInput=${event => setText(event.target.value)} /></label>
    <button type="submit" class="main" disabled=${!text.trim()}>Show the history</button>
  </form>`;
}
