// Before anything is drawn, so that a chosen theme does not flash the other one first.
'use strict';
try {
  const theme = localStorage.getItem('podtide.theme');
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // no storage: the system's theme
}
