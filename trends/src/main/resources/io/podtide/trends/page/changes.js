// What has changed since the page was opened. Views ask again once a second at most, however much happens.
import {useEffect, useState} from './preact.js';
import {readStatus} from './status.js';
import {store} from './store.js';
import {follow} from './stream.js';

const CALM_MS = 1000;

/** Goes up when answers may be others than before. */
export const version = store(0);
/** When incidents last changed, by id, in milliseconds of this machine. */
export const changedAt = new Map();

let waiting = null;

function bump() {
  waiting ??= setTimeout(async () => {
    waiting = null;
    await readStatus();
    version.set(version.get() + 1);
  }, CALM_MS);
}

export function startChanges() {
  follow(incident => {
    changedAt.set(incident.id, Date.now());
    bump();
  }, bump);
  setInterval(() => document.hidden || bump(), 30000); // clusters fall silent without a word
}

/** {@link version}, for the dependencies of what is asked. */
export function useVersion() {
  const [value, setValue] = useState(version.get());
  useEffect(() => version.subscribe(setValue), []);
  return value;
}
