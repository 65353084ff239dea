#!/usr/bin/env bash
# Starts podtide, lets a client in another language read its incidents, and compares them with what podtide itself reads.
set -euo pipefail
cd "$(dirname "$0")"
podtide=../../podtide
recording=../../cli/src/main/resources/io/podtide/cli/up/mixed-fleet.jsonl.gz
played_within=180

for tool in node npm; do
  if ! command -v "$tool" >/dev/null; then
    echo "SKIPPED interop/kafkajs: there is no $tool"
    exit 0
  fi
done

work=$(mktemp -d)
up=
stop() {
  if [[ -n $up ]]; then
    kill "$up" 2>/dev/null || true
    wait "$up" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT

fail() {
  echo "interop/kafkajs: $1" >&2
  [[ ! -s $work/up.err ]] || tail -n 20 "$work/up.err" >&2
  exit 1
}

# The lock file's hashes hold, wherever the packages come from.
npm ci --ignore-scripts --no-progress --loglevel=error

port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close() })')
"$podtide" up --recording "$recording" --speed max --data-dir "$work/data" --registry-port "$port" \
  -o jsonl >"$work/up.out" 2>"$work/up.err" &
up=$!
end=$((SECONDS + played_within))
until grep -qs 'played to its end' "$work/up.err"; do
  kill -0 "$up" 2>/dev/null || fail "podtide up has ended by itself"
  [[ $SECONDS -lt $end ]] || fail "the recording was not played within $played_within s"
  sleep 0.5
done
servers=$(sed -n 's/.*broker \([^ ,]*:[0-9]*\),.*/\1/p' "$work/up.err" | head -n 1)
[[ -n $servers ]] || fail "podtide up has not said where its broker is"

node read-incidents.js "$servers" "http://127.0.0.1:$port" >"$work/theirs.jsonl"
"$podtide" incidents --all -o jsonl --bootstrap-servers "$servers" >"$work/ours.jsonl"
node compare.js "$work/theirs.jsonl" "$work/ours.jsonl"
