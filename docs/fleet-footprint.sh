#!/bin/sh
# What CLUSTERS clusters of PODS pods each cost one ingest: threads, heap, resident memory (docs/ingest.md).
#   docs/fleet-footprint.sh [CLUSTERS [PODS [JAVA OPTIONS...]]]
set -eu
cd "$(dirname "$0")/.."
clusters=${1:-300}
pods=${2:-10}
[ $# -lt 2 ] || shift 2
./mvnw -q -Dspotless.skip test-compile dependency:build-classpath -pl ingest -am -Dmdep.outputFile=target/test.classpath
exec java -XX:+UseSerialGC "$@" -cp "ingest/target/test-classes:ingest/target/classes:$(cat ingest/target/test.classpath)" \
  io.podtide.ingest.fleet.FleetFootprint "$clusters" "$pods"
