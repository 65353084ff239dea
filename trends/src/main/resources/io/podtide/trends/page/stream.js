// Server-sent events, read by fetch: an EventSource cannot show a token.
import {request, token} from './api.js';
import {store} from './store.js';

/** 'connecting', 'live', 'away' (it will try again), 'paused' (nobody looks). */
export const live = store('connecting');

const SILENT_MS = 40000; // the server says something every 15 s
const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 15000;

/** So long, or until there is another token to try it with. */
function sleep(ms) {
  return new Promise(resolve => {
    const stop = token.subscribe(resolve);
    setTimeout(resolve, ms);
    setTimeout(stop, ms);
  });
}

function shown() {
  if (!document.hidden) return Promise.resolve();
  live.set('paused');
  return new Promise(resolve => document.addEventListener('visibilitychange', resolve, {once: true})).then(shown);
}

/** Fields of one event: lines of "name: value". */
function parse(text) {
  const event = {type: 'message', data: '', id: null};
  for (const line of text.split('\n')) {
    const [, name, value] = /^(event|data|id): ?(.*)$/.exec(line) ?? [];
    if (name === 'event') event.type = value;
    else if (name === 'id') event.id = value;
    else if (name === 'data') event.data += value;
  }
  return event;
}

async function read(body, heard, onEvent) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const {done, value} = await reader.read();
    if (done) return;
    heard();
    text += value;
    const parts = text.split(/\n\n/);
    text = parts.pop();
    parts.forEach(part => onEvent(parse(part)));
  }
}

/** Follows for ever; `onEvent` gets the incidents, `onBreak` is told when some may have been missed. */
export async function follow(onEvent, onBreak) {
  let last = null;
  let wait = FIRST_WAIT_MS;
  for (;;) {
    await shown();
    const controller = new AbortController();
    let watchdog;
    const heard = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => controller.abort(), SILENT_MS);
    };
    const hide = () => document.hidden && controller.abort();
    document.addEventListener('visibilitychange', hide);
    try {
      const headers = {Accept: 'text/event-stream', ...(last && {'Last-Event-ID': last})};
      heard();
      const response = await request('/api/v1/stream', {signal: controller.signal, headers});
      if (live.get() !== 'connecting') onBreak();
      live.set('live');
      wait = FIRST_WAIT_MS;
      await read(response.body, heard, event => {
        last = event.id ?? last;
        if (event.type === 'incident') onEvent(JSON.parse(event.data));
      });
    } catch {
      // said by the state
    } finally {
      clearTimeout(watchdog);
      document.removeEventListener('visibilitychange', hide);
    }
    if (!document.hidden) {
      live.set('away');
      await sleep(wait);
      wait = Math.min(2 * wait, LONGEST_WAIT_MS);
      onBreak(); // answers are asked for all the same
    }
  }
}
