#!/bin/sh
# Measures from a watch line to the incident it opens: builds, then runs a mock API server, a Kafka broker, `podtide ingest` and
# `podtide streams` as processes of their own, and prints a table. bench/latency.sh --help tells the options. Leave the machine
# alone meanwhile.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -Dquick -DskipTests -pl bench -am package
exec java -XX:+UseSerialGC -Xmx256m -cp "bench/target/classes:$(echo cli/target/podtide-cli-*.jar):cli/target/lib/*" io.podtide.bench.LatencyBench "$@"
