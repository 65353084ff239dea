// Asks the API. What goes wrong is a Problem with a sentence for people.
import {useEffect, useState} from './preact.js';
import {kept, store} from './store.js';

/** Shown by this tab alone, and gone with it. */
export const token = kept(() => sessionStorage, 'podtide.token', '');
/** Why a token has to be asked for; null where none has. */
export const tokenWanted = store(null);

export class Problem extends Error {
  constructor(status, detail, problems = []) {
    super(detail);
    this.status = status;
    this.problems = problems;
  }
}

/** The response, if it is a good one. */
export async function request(path, {signal, headers = {}} = {}) {
  const secret = token.get();
  const authorization = secret ? {Authorization: `Bearer ${secret}`} : {};
  let response;
  try {
    response = await fetch(path, {signal, headers: {...authorization, ...headers}});
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem(0, 'The server does not answer.');
  }
  if (response.ok) return response;
  const problem = await response.json().catch(() => ({}));
  if (response.status === 401 && secret === token.get()) {
    tokenWanted.set(secret ? 'The server does not know this token.' : 'The server asks for a token.');
  }
  throw new Problem(response.status, problem.detail ?? `The server answers ${response.status}.`, problem.problems);
}

export async function getJson(path, options) {
  const response = await request(path, options);
  const json = await response.json();
  tokenWanted.set(null);
  return json;
}

export function question(name, parameters = {}) {
  const query = new URLSearchParams();
  for (const [key, values] of Object.entries(parameters)) {
    for (const value of [values].flat()) {
      if (value !== undefined && value !== null && value !== '') query.append(key, value);
    }
  }
  return `/api/v1/trends/${name}?${query}`;
}

/**
 * What a path answers: asked again when `again` changes, with the old answer shown until then.
 * `path` null asks nothing.
 */
export function useJson(path, again) {
  const [state, setState] = useState({data: null, problem: null, path: null});
  const secret = token.get();
  useEffect(() => {
    if (!path) return undefined;
    const controller = new AbortController();
    getJson(path, {signal: controller.signal})
        .then(data => setState({data, problem: null, path}))
        .catch(problem => {
          if (problem.name === 'AbortError') return;
          // A server that is away is said by the banner: what was shown stays.
          setState(before => ({data: before.data, problem: problem.status === 0 && before.path === path ? before.problem : problem, path}));
        });
    return () => controller.abort();
  }, [path, again, secret]);
  return {...state, loading: path !== null && state.path !== path};
}
