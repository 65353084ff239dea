#!/usr/bin/env bash
# Shows the chart to the API server of the current kubeconfig context, and finds out what that says of it.
#
#   try.sh [HELM ARGUMENT...]             nothing is kept: each object is validated as if it were applied (dry-run=server)
#   try.sh --apply [HELM ARGUMENT...]     in a namespace of its own, with the level `restricted` of Pod Security, deleted in the end:
#                                         what the controllers make of it, and what the account of ingest may do. No pod runs: each
#                                         waits for a scheduler that nobody is
#
#   deploy/helm/try.sh -f values.yaml
#   deploy/helm/try.sh --apply --set kafka.bootstrapServers=kafka:9092 --set ingest.clusterName=test
#
# Needs helm, kubectl 1.25 or newer and jq; with --apply the rights of an administrator, namespaces and ClusterRoles included.
# No image is looked at: whether the pods would run is not asked. Kinds of an operator that is not there (ServiceMonitor) are failures.
set -euo pipefail
chart=$(cd "$(dirname "$0")/podtide" && pwd)

apply=''
if [[ ${1:-} == --apply ]]; then
  apply=1
  shift
fi
for tool in helm kubectl jq; do
  command -v "$tool" >/dev/null || { echo "needs $tool" >&2 && exit 2; }
done

# A name that no release has: what has no namespace would be that of one.
release=podtide-try-$$
# Pods with the values of a release would do its work: ingest would lead the same cluster beside it, with an epoch of its own, and the
# streams and alerts would join its groups.
scheduler=podtide-try-nobody
namespace=default
work=$(mktemp -d)
made=''
failed=0
: >"$work/kept.json"

cleanup() {
  if [[ -n $made ]]; then
    echo "==> deleting namespace $namespace and what has none"
    kubectl delete clusterrole,clusterrolebinding -l "app.kubernetes.io/instance=$release" --ignore-not-found >/dev/null || true
    kubectl delete namespace "$namespace" --wait=false >/dev/null || true
  fi
  rm -rf "$work"
}
trap cleanup EXIT

fail() {
  echo "FAILED: $1" >&2
  failed=1
}

# within SECONDS COMMAND...: succeeds as soon as the command does.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || return 1
    sleep 2
  done
}

version=$(kubectl version -o json | jq -er .serverVersion.gitVersion)
echo "==> Kubernetes $version, context $(kubectl config current-context 2>/dev/null || echo '(none)')"

if [[ -n $apply ]]; then
  namespace=$release
  kubectl create namespace "$namespace" >/dev/null
  made=1
  kubectl label namespace "$namespace" pod-security.kubernetes.io/{enforce,warn}=restricted >/dev/null
fi
helm template "$release" "$chart" --namespace "$namespace" --kube-version "$version" "$@" >"$work/chart.yaml"

# What of $sent is not in $kept: taken away by a feature that is switched off, or by a webhook, or a quantity in other words.
lost='
  def said: if . == null then "nothing" else tojson end;
  $sent | paths(. != null and (. == {} or (type != "object" and type != "array"))) as $path
  | getpath($path) as $was | ($kept | getpath($path)) as $is
  | select($was != $is)
  | "\($path | map(tostring) | join(".")): sent \($was | said), kept \($is | said)"'

dry=(--dry-run=server)
[[ -z $apply ]] || dry=()
# A kind that this API server does not have is said here.
kubectl -n "$namespace" create --dry-run=client --validate=false -o json -f "$work/chart.yaml" >"$work/sent.json" || failed=1
jq -c --arg apply "$apply" --arg scheduler "$scheduler" 'if .kind == "List" then .items[] else . end
  | if $apply == "" then . else (.. | objects | select(.containers | type == "array")).schedulerName = $scheduler end' \
  "$work/sent.json" >"$work/objects"
while read -r object; do
  what=$(jq -r '"\(.kind) \(.metadata.name)"' <<<"$object")
  # Server-side apply refuses fields that the API server does not know, whatever its version.
  if ! kubectl -n "$namespace" apply --server-side --field-manager="$release" --validate=strict ${dry[@]+"${dry[@]}"} -o json -f - \
    <<<"$object" >"$work/kept"; then
    fail "$what is not accepted"
    continue
  fi
  cat "$work/kept" >>"$work/kept.json"
  missing=$(jq -rn --argjson sent "$object" --argjson kept "$(cat "$work/kept")" "$lost")
  if [[ -z $missing ]]; then
    echo "ok  $what"
  else
    fail "$what is not kept as it was sent: $missing"
  fi
done <"$work/objects"

# Whether KIND NAME says of itself in jq's terms that CONDITION.
says() {
  kubectl -n "$namespace" get "$1" "$2" -o json | jq -e "$3" >/dev/null
}

# expect KIND CONDITION: of each that was kept.
expect() {
  local name
  for name in $(jq -r "select(.kind == \"$1\").metadata.name" "$work/kept.json"); do
    within 60 says "$1" "$name" "$2" || fail "$1 $name: not ($2) within 60 s"
  done
}

# may yes|no VERB RESOURCE [OPTION...]: the account of ingest.
may() {
  local expected=$1 answer
  shift
  answer=$(kubectl auth can-i --as="system:serviceaccount:$namespace:$account" "$@" 2>/dev/null || true)
  [[ $answer == "$expected" ]] || fail "may $account $*? $answer"
}

if [[ -n $apply ]]; then
  echo "==> what the controllers make of it"
  expect Deployment '.spec.replicas == (.status.replicas // 0)'
  expect StatefulSet '.spec.replicas == (.status.replicas // 0)'
  expect PodDisruptionBudget '(.status.expectedPods // 0) > 1'
  kubectl -n "$namespace" get pods,persistentvolumeclaims,poddisruptionbudgets 2>/dev/null || true
  kubectl -n "$namespace" get events --field-selector reason=FailedCreate -o jsonpath='{range .items[*]}{.message}{"\n"}{end}'

  account=$(kubectl -n "$namespace" get clusterrolebinding -l "app.kubernetes.io/instance=$release" -o jsonpath='{.items[*].subjects[*].name}')
  if [[ -n $account ]]; then
    echo "==> what $account may do"
    for resource in pods events nodes; do
      may yes list "$resource" -A
      may yes watch "$resource" -A
      may no delete "$resource" -A
    done
    may yes get namespaces/kube-system
    may yes create leases.coordination.k8s.io -n "$namespace"
    may yes update "leases.coordination.k8s.io/$account" -n "$namespace"
    may no update leases.coordination.k8s.io/another -n "$namespace"
    for resource in secrets configmaps pods/log pods/exec; do
      may no get "$resource" -A
      may no list "$resource" -A
    done
  fi
fi
((failed)) || echo "nothing to blame"
exit "$failed"
