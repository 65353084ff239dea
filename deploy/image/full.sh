#!/usr/bin/env bash
# Runs the profile `full` of docker-compose.yml in a Docker engine: the order of its start, what each service makes of the demo, an
# instance of streams that is killed, how much memory each takes, and the end.
#
#   full.sh            builds the images as test.sh does, and those of others of Debian's packages: no registry is asked. Grafana, which
#                      Debian does not have, is left out
#   full.sh IMAGE      takes one that is there; those of docker-compose.yml are there too, or can be fetched
#
# Needs what test.sh needs, and jq. Minutes.
cd "$(dirname "$0")/../.."
. deploy/image/engine.sh

command -v jq >/dev/null || skip "full: no jq here"
find_engine
have_image "$@"
services=(kafka postgres alertmanager prometheus ingest streams streams-2 alerts trends)
if [[ $# == 0 ]]; then
  deploy/image/stand-ins-full.sh "$work/stand-ins" || fail "no images of others"
else
  services+=(grafana)
fi
find_compose full

# Written down while all of it goes on.
docker events --filter event=start --filter event=health_status --filter "label=com.docker.compose.project=$project" \
  --format '{{.Action}} {{index .Actor.Attributes "com.docker.compose.service"}}' >"$work/events" &
while sleep 3; do
  docker stats --no-stream --format '{{.Name}} {{.MemUsage}}' >>"$work/memory" || true
done 2>/dev/null &

echo "==> start"
"${compose[@]}" up -d --no-build "${services[@]}"
for service in "${services[@]}"; do
  within 300 healthy "$service"
done
echo "all healthy after $SECONDS s"

# was_before SERVICE OTHER: it was healthy before the other was started.
was_before() {
  awk -v a="health_status: healthy $1" -v b="start $2" '$0 == a && !x {x = NR} $0 == b && !y {y = NR} END {exit !(x && x < y)}' "$work/events"
}
for pair in kafka:{ingest,streams,streams-2,alerts,trends} postgres:trends alertmanager:alerts; do
  was_before "${pair%:*}" "${pair#*:}" || fail "${pair#*:} did not wait for ${pair%:*}"
done

echo "==> the demo"
played() {
  "${compose[@]}" logs ingest 2>&1 | grep 'played to the end' >/dev/null
}
in_postgres() {
  docker exec "$(of postgres)" psql -tA "$@"
}
alertmanager_knows() {
  curl -fsS http://127.0.0.1:9093/api/v2/alerts | jq -e --arg cause "$1" 'any(.[]; .labels.cause == $cause)' >/dev/null
}
# Others are open while it plays; these still are at its end.
within 300 played
within 300 history_knows trends/open QUOTA_EXCEEDED
within 300 alertmanager_knows QUOTA_EXCEEDED
in_postgres -U podtide podtide -c "SELECT count(*) || ' incidents in PostgreSQL' FROM podtide.incident"
grafana=(postgresql://grafana:grafana@127.0.0.1/podtide)
[[ $(in_postgres "${grafana[@]}" -c 'SELECT count(*) > 0 FROM podtide.incident') == t ]] || fail "Grafana's role reads nothing"
! in_postgres "${grafana[@]}" -c 'DELETE FROM podtide.incident' 2>/dev/null || fail "Grafana's role may delete"

echo "==> Prometheus"
# what an expression has at this moment, a line for each: its instance, its value
prometheus() {
  curl -fsSG http://127.0.0.1:9090/api/v1/query --data-urlencode "query=$1" |
    jq -r '.data.result[] | "\(.metric.instance // "all") \(.value[1])"'
}
scraped() {
  [[ $(prometheus 'count(up == 1)') == "all 5" ]]
}
rules_are_well() {
  curl -fsS http://127.0.0.1:9090/api/v1/rules | jq -e '[.data.groups[].rules[].health] | length > 0 and all(. == "ok")' >/dev/null
}
within 300 scraped
within 300 rules_are_well
# Some rules wait for a role that starts; what the demo tells is of the last half hour.
nothing_is_wrong() {
  [[ -z $(prometheus 'ALERTS{alertname!="PodtideIncidentsLate"}') ]]
}
(within 300 nothing_is_wrong) || fail "of a demo that is well: $(curl -fsS http://127.0.0.1:9090/api/v1/alerts)"
# Most of those of clusters are there where some are watched.
missing_on_dashboard() {
  comm -23 <(grep -ohE '\b(podtide|kafka|jvm|process|system)_\w+' deploy/grafana/dashboards/podtide-pipeline.json |
    grep -vE '^podtide_(fleet|cluster|watch)_' | sort -u) \
    <(curl -fsS http://127.0.0.1:9090/api/v1/label/__name__/values | jq -r '.data[]' | sort)
}
dashboard_is_complete() {
  [[ -z $(missing_on_dashboard) ]]
}
(within 300 dashboard_is_complete) || fail "the dashboard asks for what nobody has: $(missing_on_dashboard)"

echo "==> two instances of streams, and one"
at_work() {
  prometheus 'sum by (instance) (kafka_consumer_coordinator_assigned_partitions{instance=~"streams.*"}) > 0' | sort
}
[[ $(at_work | wc -l) == 2 ]] || fail "one of the two has nothing to do: $(at_work)"
at_work
docker kill "$(of streams-2)" >/dev/null
docker run --rm --network "${project}_default" podtide simulate --bootstrap-servers kafka:19092 --clusters 8 --pods 50 --for 1h --failures 48
clusters_with_incidents() {
  in_postgres -U podtide podtide -c "SELECT count(DISTINCT cluster) FROM podtide.incident WHERE cluster LIKE 'sim-%'"
}
all_clusters_are_known() {
  [[ $(clusters_with_incidents) == 8 ]]
}
within 300 all_clusters_are_known
at_work
"${compose[@]}" up -d --no-build streams-2
within 300 healthy streams-2

echo "==> memory: the most that was seen, and the limit"
awk '/'"$project"'/ {sub(/.*'"$project"'[-_]/, "", $1); sub(/[-_]1$/, "", $1); unit = $2 ~ /GiB/ ? 1024 : $2 ~ /MiB/ ? 1 : 0; m = $2 * unit
      if (m >= most[$1]) {most[$1] = m; limit[$1] = $4}} END {for (s in most) printf "%-16s %5d MiB of %s\n", s, most[s], limit[s]}' "$work/memory" | sort
for service in "${services[@]}"; do
  [[ $(docker inspect -f '{{.State.OOMKilled}} {{.RestartCount}}' "$(of "$service")") == "false 0" ]] || fail "$service was started again"
done

echo "==> the end"
start=$SECONDS
"${compose[@]}" stop
echo "all have ended after $((SECONDS - start)) s"
for service in "${services[@]}"; do
  # 137 would be SIGKILL
  [[ $(docker inspect -f '{{.State.ExitCode}}' "$(of "$service")") != 137 ]] || fail "$service did not end by itself"
done
echo "all well"
