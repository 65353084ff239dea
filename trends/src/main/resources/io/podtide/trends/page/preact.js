// Views are functions of what they show. Texts become text nodes, never markup.
import htm from './htm.js';

export const {h, render} = globalThis.preact;
export const {useEffect, useMemo, useRef, useState} = globalThis.preactHooks;
export const html = htm.bind(h);
