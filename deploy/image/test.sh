#!/usr/bin/env bash
# Runs Podtide's image, and the profile `minimal` of docker-compose.yml, in a Docker engine.
#
#   test.sh            builds the image of cli/target (./mvnw -Dquick -DskipTests package) on bases made here: no registry is asked
#   test.sh IMAGE      takes one that is there; those of docker-compose.yml are there too, or can be fetched
#
# Needs an engine (or root and dockerd, which it starts), docker-compose or the plugin; else it says what it has skipped. Minutes.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
container=podtide-test-$$
compose=()
cleanup() {
  docker rm -fv "$container" >/dev/null 2>&1 || true
  [[ ${#compose[@]} == 0 ]] || "${compose[@]}" --profile minimal down -v >/dev/null 2>&1 || true
  [[ ! -e $work/dockerd.pid ]] || { kill "$(cat "$work/dockerd.pid")" && sleep 3; }
  rm -rf "$work"
}
trap cleanup EXIT

skip() {
  echo "SKIPPED, image: $1"
  exit 0
}

fail() {
  echo "FAILED: $1" >&2
  exit 1
}

# within SECONDS COMMAND...: succeeds as soon as the command does.
within() {
  local end=$((SECONDS + $1))
  shift
  until "$@"; do
    ((SECONDS < end)) || fail "not in time: $*"
    sleep 2
  done
}

command -v docker >/dev/null || skip "no docker here"
if ! docker info >/dev/null 2>&1; then
  [[ $(id -u) == 0 ]] && command -v dockerd >/dev/null || skip "no Docker engine answers, and none can be started"
  export DOCKER_HOST=unix://$work/docker.sock
  dockerd --data-root "$work/data" --exec-root "$work/exec" -p "$work/dockerd.pid" -H "$DOCKER_HOST" >"$work/dockerd.log" 2>&1 &
  within 60 docker info >/dev/null 2>&1
fi

if [[ $# == 0 ]]; then
  ls cli/target/podtide-cli-*.jar >/dev/null 2>&1 || fail "nothing is built: ./mvnw -Dquick -DskipTests package"
  export DOCKER_BUILDKIT=1
  deploy/image/stand-ins.sh "$work/stand-ins" || { [[ $? == 4 ]] && skip "no bases can be made"; fail "no bases"; }
  docker build -q --network none -t podtide \
    --build-arg APP=built --build-arg JDK_IMAGE=local/jdk --build-arg BASE_IMAGE=local/debian .
elif [[ $1 != podtide ]]; then
  docker tag "$1" podtide
fi

echo "==> the image: $(($(docker image inspect -f '{{.Size}}' podtide) / 1000000)) MB"
[[ $(docker image inspect -f '{{.Config.User}}' podtide) == 10001:10001 ]] || fail "does not run as 10001"
docker run --rm podtide --version

# No network, nothing to write to but /tmp, nothing executable in there: all of Podtide in one process, native libraries included.
echo "==> a recording from end to end"
docker run --rm --network none --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges --name "$container" \
  podtide up --speed max --exit-when-done --data-dir /var/lib/podtide/up >"$work/up.log" 2>&1 || { cat "$work/up.log"; fail "up"; }
grep 'played to its end: 16 incidents, 8 open, 8 resolved' "$work/up.log" || { tail "$work/up.log"; fail "not those incidents"; }

# Compose 1, which Debian has, runs all of the file but one key.
sed '/create_host_path/d' docker-compose.yml >"$work/docker-compose.yml"
compose=(docker-compose --project-directory "$PWD" -f "$work/docker-compose.yml")
if docker compose version >/dev/null 2>&1; then
  compose=(docker compose)
elif ! command -v docker-compose >/dev/null; then
  compose=()
  skip "docker-compose.yml: no docker-compose here"
fi
# Nobody's own is touched, and no kubeconfig is watched.
export COMPOSE_PROJECT_NAME=$container COMPOSE_PROFILES=minimal
unset PODTIDE_KUBECONFIG PODTIDE_USER PODTIDE_API_TOKEN

echo "==> docker-compose.yml, profile minimal"
"${compose[@]}" up -d --no-build

of() {
  "${compose[@]}" ps -q "$1"
}
healthy() {
  [[ $(docker inspect -f '{{.State.Health.Status}}' "$(of "$1")") == healthy ]]
}
for service in kafka ingest streams trends-file; do
  within 300 healthy "$service"
done
open_incidents() {
  curl -fsS -H 'Authorization: Bearer podtide-on-loopback' http://127.0.0.1:8082/api/v1/trends/open | grep -q IMAGE_NOT_FOUND
}
within 300 open_incidents
echo "the page has incidents"

for service in ingest streams trends-file; do
  id=$(of "$service")
  [[ $(docker exec "$id" cat /proc/1/comm) == java ]] || fail "$service: process 1 is not java"
  start=$(date +%s%N)
  docker stop -t 60 "$id" >/dev/null
  echo "$service: ended $((($(date +%s%N) - start) / 1000000)) ms after SIGTERM"
  # 137 would be SIGKILL
  [[ $(docker inspect -f '{{.State.ExitCode}}' "$id") == 143 ]] || fail "$service did not end by itself"
done
echo "all well"
