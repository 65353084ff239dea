// What somebody has chosen for this browser: colours and time zone.
import {kept} from './store.js';

export const theme = kept(() => localStorage, 'podtide.theme', '');
export const zone = kept(() => localStorage, 'podtide.zone', 'utc');

theme.subscribe(value => {
  if (value) document.documentElement.dataset.theme = value;
  else delete document.documentElement.dataset.theme;
});

export function isDark() {
  return theme.get() ? theme.get() === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}
