// Which view is shown, and of what, is in the address: it can be sent to somebody, and the back button works.
import {store} from './store.js';

const read = () => ({path: location.pathname, query: new URLSearchParams(location.search)});

export const place = store(read());

/** Shows another address; `replace` where a step back should not lead here. */
export function go(address, {replace = false} = {}) {
  history[replace ? 'replaceState' : 'pushState'](null, '', address);
  place.set(read());
}

/** An address of ours with a query; what is empty is left out. */
export function address(path, parameters = {}) {
  const query = new URLSearchParams();
  for (const [name, values] of Object.entries(parameters)) {
    for (const value of [values].flat()) {
      if (value !== undefined && value !== null && value !== '') query.append(name, value);
    }
  }
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

function isOurs(link) {
  return link.origin === location.origin && !link.target && !link.hasAttribute('download')
      && !link.pathname.startsWith('/api/') && !link.pathname.startsWith('/page/');
}

export function startRouter() {
  addEventListener('popstate', () => place.set(read()));
  document.addEventListener('click', event => {
    const link = event.target.closest?.('a[href]');
    if (!link || event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
    if (!isOurs(link)) return;
    event.preventDefault();
    const elsewhere = link.pathname !== location.pathname;
    go(link.pathname + link.search + link.hash);
    if (elsewhere) scrollTo(0, 0);
  });
}
