#!/usr/bin/env bash
# Runs Podtide's image, and the profile `minimal` of docker-compose.yml, in a Docker engine.
#
#   test.sh            builds the image of cli/target (./mvnw -Dquick -DskipTests package) on bases made here: no registry is asked
#   test.sh IMAGE      takes one that is there; those of docker-compose.yml are there too, or can be fetched
#
# Needs an engine (or root and dockerd, which it starts), docker-compose or the plugin; else it says what it has skipped. Minutes.
cd "$(dirname "$0")/../.."
. deploy/image/engine.sh

find_engine
have_image "$@"

echo "==> the image: $(($(docker image inspect -f '{{.Size}}' podtide) / 1000000)) MB"
[[ $(docker image inspect -f '{{.Config.User}}' podtide) == 10001:10001 ]] || fail "does not run as 10001"
docker run --rm podtide --version

# No network, nothing to write to but /tmp, nothing executable in there: all of Podtide in one process, native libraries included.
echo "==> a recording from end to end"
docker run --rm --network none --read-only --tmpfs /tmp --cap-drop ALL --security-opt no-new-privileges \
  podtide up --speed max --exit-when-done --data-dir /var/lib/podtide/up >"$work/up.log" 2>&1 || { cat "$work/up.log"; fail "up"; }
grep 'played to its end: 16 incidents, 8 open, 8 resolved' "$work/up.log" || { tail "$work/up.log"; fail "not those incidents"; }

echo "==> docker-compose.yml, profile minimal"
find_compose minimal
"${compose[@]}" up -d --no-build
for service in kafka ingest streams trends-file; do
  within 300 healthy "$service"
done
within 300 history_knows trends/open IMAGE_NOT_FOUND
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
