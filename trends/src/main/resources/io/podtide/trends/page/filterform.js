// The form of filters. What is typed counts when the field is left or Enter is pressed; what is chosen counts at once.
import {html, useEffect, useState} from './preact.js';
import {question, useJson} from './api.js';
import {chips, RANGES, without, withFilter} from './filters.js';
import {KIND_NAMES, kindWords, sentence} from './words.js';

const WORDS = {text: 'any name with', state: 'state', parent: 'part of', since: 'time'};

function Field({name, label, filters, change, list, hint, filterKey}) {
  const known = (filters[name] ?? []).join(', ');
  const [text, setText] = useState(known);
  useEffect(() => setText(known), [known]);
  const commit = () => {
    const values = name === 'text' || name === 'label' ? [text.trim()] : text.split(',').map(value => value.trim());
    if (text !== known) change(withFilter(filters, name, values));
  };
  return html`<label class=${`field field-${name}`}><span>${label}</span>
    <input type="search" name=${name} value=${text} placeholder=${hint} list=${list && `known-${name}`} autocomplete="off" spellcheck=${false}
      data-filter=${filterKey ? '' : null} maxlength="500"
      onInput=${event => setText(event.target.value)} onBlur=${commit} onSearch=${commit}
      onKeyDown=${event => event.key === 'Enter' && (event.preventDefault(), commit())} />
    ${list && html`<datalist id=${`known-${name}`}>${list.map(value => html`<option value=${value} />`)}</datalist>`}
  </label>`;
}

function Choice({name, label, filters, change, options}) {
  const chosen = (filters[name] ?? []).join(',').toLowerCase();
  const known = options.some(([value]) => value.toLowerCase() === chosen);
  return html`<label class="field"><span>${label}</span>
    <select name=${name} value=${chosen} onChange=${event => change(withFilter(filters, name, event.target.value.split(',')))}>
      ${options.map(([value, words]) => html`<option value=${value.toLowerCase()} selected=${value.toLowerCase() === chosen}>${words}</option>`)}
      ${!known && html`<option value=${chosen} selected>${chosen}</option>`}
    </select></label>`;
}

function Range({filters, change, since}) {
  const {from, to, since: old, ...others} = filters;
  const value = from ? 'between' : old?.[0] ?? since;
  const options = [...RANGES, ['between', 'from … to …']];
  if (!options.some(([name]) => name === value)) options.unshift([value, `last ${value}`]);
  const choose = next => change(next === 'between' ? {...others, from: [old?.[0] ?? since]} : {...others, since: [next]});
  return html`
    <label class="field"><span>Time</span>
      <select name="since" onChange=${event => choose(event.target.value)}>
        ${options.map(([name, words]) => html`<option value=${name} selected=${name === value}>${words}</option>`)}</select></label>
    ${from && ['from', 'to'].map(name => html`<${Field} key=${name} name=${name} label=${name === 'from' ? 'From' : 'To'}
      hint=${name === 'from' ? '2026-11-20T08:00Z or 2h' : 'now'} filters=${filters} change=${change} />`)}`;
}

/** Names there are, for completion: asked for when somebody is about to write one. */
function useNames(dimension, wanted) {
  const {data} = useJson(wanted ? question('top', {group: dimension, since: '90d', limit: 200}) : null, 0);
  return data ? data.rows.map(row => row[dimension]).filter(Boolean) : [];
}

const STATES = [['', 'any'], ['open,unknown', 'not resolved'], ['open', 'open'], ['resolved', 'resolved'], ['unknown', 'unknown']];
const SEVERITIES = [['', 'any'], ['critical', 'critical'], ['warning', 'warning'], ['info', 'info'], ['critical,warning', 'critical or warning']];
const KINDS = [['', 'any'], ...KIND_NAMES.map(name => [name, kindWords(name)])];

/** @param takes names of filters that are of use here */
export function FilterForm({filters, change, since, takes}) {
  const [touched, touch] = useState(false);
  const [unfolded, unfold] = useState(false); // on a narrow screen they would fill it
  const names = {cluster: useNames('cluster', touched), namespace: useNames('namespace', touched), cause: useNames('cause', touched)};
  const of = name => takes.includes(name);
  const field = (name, label, more = {}) => of(name) && html`<${Field} key=${name} ...${{name, label, filters, change, list: names[name], ...more}} />`;
  return html`<form class=${unfolded ? 'filters' : 'filters folded'} role="search" aria-label="Filters" onSubmit=${event => event.preventDefault()} onFocusIn=${() => touch(true)}>
    ${field('text', 'Find', {hint: 'name, node, image or cause', filterKey: true})}
    <button type="button" class="fold" aria-expanded=${unfolded} onClick=${() => unfold(!unfolded)}>${unfolded ? 'Fewer filters' : 'Filters'}</button>
    ${of('state') && html`<${Choice} name="state" label="State" options=${STATES} filters=${filters} change=${change} />`}
    ${of('severity') && html`<${Choice} name="severity" label="Severity" options=${SEVERITIES} filters=${filters} change=${change} />`}
    ${of('kind') && html`<${Choice} name="kind" label="Kind" options=${KINDS} filters=${filters} change=${change} />`}
    ${field('cluster', 'Cluster', {hint: 'any, or prod-*', filterKey: !of('text')})}
    ${field('namespace', 'Namespace', {hint: 'any'})}
    ${field('workload', 'Workload', {hint: 'any'})}
    ${field('cause', 'Cause', {hint: 'any, or IMAGE_*'})}
    ${field('label', 'Label', {hint: 'team=web'})}
    ${of('since') && html`<${Range} filters=${filters} change=${change} since=${since} />`}
  </form>`;
}

/** What is filtered by, each with a button that takes it away. */
export function Chips({filters, change}) {
  const all = chips(filters);
  if (!all.length) return null;
  return html`<ul class="chips" aria-label="Filters in force">
    ${all.map(chip => html`<li key=${chip.name + chip.value}><button type="button" onClick=${() => change(without(filters, chip))}
      aria-label=${`Remove filter ${chip.name} ${chip.value}`}><span class="quiet">${WORDS[chip.name] ?? chip.name}</span> ${
  chip.name === 'kind' ? kindWords(chip.value.toUpperCase()) : chip.name === 'cause' && /^[A-Z_]+$/.test(chip.value) ? sentence(chip.value) : chip.value
} <span aria-hidden="true">×</span></button></li>`)}
    <li><button type="button" class="plain" onClick=${() => change(Object.fromEntries(Object.entries(filters).filter(([name]) => ['since', 'from', 'to'].includes(name))))}>Clear</button></li>
  </ul>`;
}
