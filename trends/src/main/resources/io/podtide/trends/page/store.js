// Values that several parts look at.
import {useEffect, useState} from './preact.js';

export function store(value) {
  const listeners = new Set();
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener(value);
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value now; the component is drawn again when it changes. */
export function useStore(from) {
  const [value, setValue] = useState(from.get());
  useEffect(() => {
    setValue(from.get());
    return from.subscribe(setValue);
  }, [from]);
  return value;
}

/** Kept by the browser under a name; only in memory where it may not keep anything. */
export function kept(storage, name, otherwise) {
  let first = otherwise;
  try {
    first = storage().getItem(name) ?? otherwise;
  } catch {
    // as if it were new
  }
  const value = store(first);
  value.subscribe(next => {
    try {
      if (next === otherwise) storage().removeItem(name);
      else storage().setItem(name, next);
    } catch {
      // it lasts as long as this page
    }
  });
  return value;
}
