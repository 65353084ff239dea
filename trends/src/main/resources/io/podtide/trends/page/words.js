// Constants of the contract as people say them.

const KINDS = {OOM: 'Out of memory', NOT_READY: 'Not ready', CREATE_BLOCKED: 'Cannot create pods', CLUSTER_SILENT: 'Cluster silent'};

export const KIND_NAMES = ['RESTART_LOOP', 'OOM', 'PENDING', 'TERMINATING', 'NOT_READY', 'EVICTED', 'NODE_LOST', 'POD_FAILED',
  'CREATE_BLOCKED', 'CLUSTER_SILENT'];

/** RESTART_LOOP is "Restart loop". */
export function sentence(constant) {
  if (!constant) return '';
  const text = constant.toLowerCase().replaceAll('_', ' ');
  return spelled(text[0].toUpperCase() + text.slice(1));
}

const spelled = text => text.replace(/\b(oom|cni|pid|api)\b/gi, word => word.toUpperCase()).replace(/\bconfigmap\b/gi, 'ConfigMap');

export const kindWords = kind => KINDS[kind] ?? sentence(kind);

export const plural = (count, word, words = `${word}s`) => `${count.toLocaleString('en')} ${count === 1 ? word : words}`;

/** What an incident is about: "shop/cart", a node, a cluster, the fleet. */
export function subject(incident) {
  if (incident.workload) return `${incident.namespace}/${incident.workload}`;
  if (incident.scope === 'FLEET') return 'Fleet';
  if (incident.scope === 'NODE' && incident.node) return incident.node;
  return incident.cluster ?? 'Fleet';
}

/** What kind of thing that is. */
export function subjectKind(incident) {
  return incident.workload ? incident.workloadKind : incident.scope?.toLowerCase() ?? '';
}

/** That, and where: "Deployment in east". */
export function whereabouts(incident) {
  const {cluster} = incident;
  return cluster && subject(incident) !== cluster ? `${subjectKind(incident)} in ${cluster}` : subjectKind(incident);
}

/** workloadKind is "workload kind". */
export const columnWords = name => spelled(name.replace(/([a-z])([A-Z0-9])/g, '$1 $2').toLowerCase());
