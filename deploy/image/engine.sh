# Sourced, in the root of the tree, by what runs Podtide in a Docker engine: one that answers, else one of its own (for root, with
# dockerd), which is gone at the end with all that was made in it. In one that answers no image is overwritten, and those made here
# are taken away.
set -euo pipefail
. deploy/image/claim.sh

work=$(mktemp -d)
project=podtide-test-$$
compose=()

clean_up() {
  [[ ${#compose[@]} == 0 ]] || "${compose[@]}" down -v >/dev/null 2>&1 || true
  remove_images
  # an engine of our own among them
  kill $(jobs -p) 2>/dev/null || true
  wait
  rm -rf "$work"
}
trap clean_up EXIT

# What was claimed and came to be, the last first: it may be made of those before.
remove_images() {
  local image images=()
  while read -r image; do
    ! docker image inspect "$image" >/dev/null 2>&1 || images=("$image" ${images[@]+"${images[@]}"})
  done < <(cat "$work/stand-ins/made" "$work/made" 2>/dev/null)
  [[ ${#images[@]} == 0 ]] || docker rmi "${images[@]}" >/dev/null || true
}

skip() {
  echo "SKIPPED, image: $1"
  exit 0
}

# What the containers have said is gone with them.
fail() {
  [[ ${#compose[@]} == 0 ]] || "${compose[@]}" logs --tail 30 >&2 || true
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

find_engine() {
  command -v docker >/dev/null || skip "no docker here"
  if ! docker info >/dev/null 2>&1; then
    [[ $(id -u) == 0 ]] && command -v dockerd >/dev/null || skip "no Docker engine answers, and none can be started"
    export DOCKER_HOST=unix://$work/docker.sock
    dockerd --data-root "$work/data" --exec-root "$work/exec" -p "$work/dockerd.pid" -H "$DOCKER_HOST" >"$work/dockerd.log" 2>&1 &
    within 60 docker info >/dev/null 2>&1
  fi
}

# have_image [IMAGE]: as `podtide`. None is named: that of cli/target, on bases made here.
have_image() {
  if [[ $# == 0 ]]; then
    ls cli/target/podtide-cli-*.jar >/dev/null 2>&1 || fail "nothing is built: ./mvnw -Dquick -DskipTests package"
    export DOCKER_BUILDKIT=1
    claim podtide
    deploy/image/stand-ins.sh "$work/stand-ins" || { [[ $? == 4 ]] && skip "no bases can be made"; fail "no bases"; }
    docker build -q --network none -t podtide \
      --build-arg APP=built --build-arg JDK_IMAGE=local/jdk --build-arg BASE_IMAGE=local/debian .
  elif [[ ${1%:latest} != podtide ]]; then
    claim podtide
    docker tag "$1" podtide
  fi
}

# find_compose PROFILE: a project of its own, without a kubeconfig. Its name comes first: `down` must never mean another.
find_compose() {
  export COMPOSE_PROJECT_NAME=$project COMPOSE_PROFILES=$1
  unset COMPOSE_FILE
  unset PODTIDE_KUBECONFIG PODTIDE_USER PODTIDE_API_TOKEN PODTIDE_SCHEMA_REGISTRY PODTIDE_SCHEMA_REGISTRY_USER_INFO
  if docker compose version >/dev/null 2>&1; then
    compose=(docker compose)
  elif command -v docker-compose >/dev/null; then
    # Compose 1, which Debian has, runs all of the file but two keys.
    sed '/create_host_path/d; /required: false/d' docker-compose.yml >"$work/docker-compose.yml"
    compose=(docker-compose --project-directory "$PWD" -f "$work/docker-compose.yml")
  else
    skip "docker-compose.yml: no Compose here"
  fi
}

# The container of a service, also one that has ended.
of() {
  "${compose[@]}" ps -aq "$1"
}

healthy() {
  [[ $(docker inspect -f '{{.State.Health.Status}}' "$(of "$1")") == healthy ]]
}

# Here and elsewhere grep reads to the end: -q would end what writes, and with that fail.
history_knows() {
  curl -fsS -H 'Authorization: Bearer podtide-on-loopback' "http://127.0.0.1:8082/api/v1/$1" | grep "$2" >/dev/null
}
