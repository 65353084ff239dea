// The named questions, with the same filters as the list; all of it in the address.
import {html} from './preact.js';
import {question, useJson} from './api.js';
import {useVersion} from './changes.js';
import {AnswerTable, Chart, CsvButton} from './answer.js';
import {Chips, FilterForm} from './filterform.js';
import {asParameters, chips, readFilters} from './filters.js';
import {exact} from './format.js';
import {Empty, Failure, Loading} from './parts.js';
import {MOST_LINES} from './plot.js';
import {ELSEWHERE, GROUPS, MEASURES, QUESTIONS} from './questions.js';
import {address, go} from './router.js';
import {status, usualSince} from './status.js';
import {useStore} from './store.js';
import {columnWords} from './words.js';

const TAKES = ['cluster', 'namespace', 'workload', 'kind', 'cause', 'image', 'node', 'label', 'since'];
const OWN = ['by', 'group', 'every', 'at', 'within'];

/** Without the names of options, which are for the command line. */
const plain = text => text.replace(/ \((or )?--[a-z]+\)/g, '').replace(/\(--[a-z]+, /g, '(');

function Select({name, label, value, options, choose}) {
  const all = options.some(([option]) => option === value) ? options : [...options, [value, value]];
  return html`<label class="field"><span>${label}</span><select name=${name} onChange=${event => choose(event.target.value)}>
    ${all.map(([option, words]) => html`<option value=${option} selected=${option === value}>${words}</option>`)}</select></label>`;
}

function Input({name, label, value, hint, choose}) {
  return html`<label class="field"><span>${label}</span><input type="text" name=${name} value=${value} placeholder=${hint} autocomplete="off"
    onChange=${event => choose(event.target.value.trim())} /></label>`;
}

/** What only this question is asked with. */
function Own({takes, own, drawn, choose}) {
  const groups = [...(drawn?.groups ? [] : [['', 'all together']]), ...(drawn?.groups ?? GROUPS).map(group => [group, group.split(',').at(-1)]), ['label:team', 'label team']];
  return html`
    ${takes.includes('by') && html`<${Select} name="by" label="Count" value=${own.by ?? 'incidents'} options=${Object.entries(MEASURES)} choose=${value => choose('by', value)} />`}
    ${takes.includes('group') && html`<${Select} name="group" label="For each" value=${own.group ?? drawn?.groups?.[0] ?? ''} options=${groups} choose=${value => choose('group', value)} />`}
    ${takes.includes('every') && html`<${Select} name="every" label="Every" value=${own.every ?? ''} choose=${value => choose('every', value)}
      options=${[['', 'fitting'], ['minute', 'minute'], ['hour', 'hour'], ['day', 'day'], ['week', 'week']]} />`}
    ${takes.includes('at') && html`<${Input} name="at" label="At" value=${own.at ?? ''} hint="2h, or 2026-11-20T14:00Z" choose=${value => choose('at', value)} />`}
    ${takes.includes('within') && html`<${Input} name="within" label="Within" value=${own.within ?? ''} hint="1d" choose=${value => choose('within', value)} />`}`;
}

function Answer({path, answer, own, filters, since}) {
  const kept = {...filters, since: filters.since ?? (filters.from ? null : since)};
  if (!answer.rows.length) {
    return html`<${Empty}><p>Nothing was counted from ${exact(answer.from)} to ${exact(answer.to)}.</p>
      ${chips(filters).length > 0 && html`<p>Fewer filters may find something.</p>`}<//>`;
  }
  return html`<${Chart} answer=${answer} every=${own.every} filters=${kept} />
    <p class="count quiet">From ${exact(answer.from)} to ${exact(answer.to)}. <${CsvButton} path=${path} name=${answer.question} /></p>
    <${AnswerTable} answer=${answer} by=${own.by ?? (QUESTIONS[answer.question]?.by ? 'incidents' : null)} />`;
}

export function Trends({query}) {
  useStore(status);
  const version = useVersion();
  const catalogue = useJson('/api/v1/questions', 0);
  document.title = 'Trends · Podtide';
  const name = query.get('ask') ?? 'over-time';
  const asked = catalogue.data?.questions.find(one => one.name === name);
  const drawn = QUESTIONS[name];
  const filters = readFilters(query);
  const own = Object.fromEntries(OWN.filter(key => query.get(key)).map(key => [key, query.get(key)]));
  const takes = asked?.parameters ?? [];
  const since = usualSince('30d');
  const all = {group: drawn?.groups?.[0], at: drawn?.at, ...own, ...asParameters(filters, since), limit: name === 'over-time' ? MOST_LINES : 50};
  const path = asked ? question(name, Object.fromEntries(Object.entries(all).filter(([key]) => takes.includes(key)))) : null;
  const found = useJson(path, version);
  const change = next => go(address('/trends', {ask: name, ...own, ...next}));
  const choose = (key, value) => go(address('/trends', {ask: name, ...filters, ...own, [key]: value}));
  const others = [...new Set([...Object.keys(QUESTIONS), ...catalogue.data?.questions.map(one => one.name) ?? []])].filter(one => !ELSEWHERE.includes(one));
  return html`
    <h1>Trends</h1>
    <nav class="tabs" aria-label="Questions">${others.map(one => html`<a key=${one} aria-current=${one === name ? 'page' : null}
      href=${address('/trends', {ask: one, ...filters})}>${QUESTIONS[one]?.title ?? columnWords(one)}</a>`)}</nav>
    ${asked && html`<p class="lead">${plain(asked.description)}</p>`}
    ${catalogue.data && !asked && html`<${Empty}><p>There is no question “${name}”.</p><//>`}
    ${asked && html`<div class="controls">${OWN.some(one => takes.includes(one)) && html`<form class="filters own" aria-label="Of this question" onSubmit=${event => event.preventDefault()}>
      <${Own} takes=${takes} own=${own} drawn=${drawn} choose=${choose} /></form>`}
      <${FilterForm} filters=${filters} change=${change} since=${since} takes=${TAKES.filter(one => takes.includes(one))} /></div>
      <${Chips} filters=${filters} change=${change} />`}
    ${(catalogue.problem || found.problem) && html`<${Failure} problem=${found.problem ?? catalogue.problem} />`}
    ${!found.data && !found.problem && path && html`<${Loading} />`}
    ${found.data && !found.problem && found.data.question === name && html`<div class=${found.loading ? 'stale' : ''} aria-busy=${found.loading}>
      <${Answer} path=${path} answer=${found.data} own=${own} filters=${filters} since=${since} /></div>`}`;
}
