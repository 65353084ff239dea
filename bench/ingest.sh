#!/bin/sh
# Measures `podtide ingest`: builds, then runs a mock API server, a Kafka broker and ingest as processes of their own, and
# prints a table. bench/ingest.sh --help tells the options. Leave the machine alone meanwhile.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -Dquick -DskipTests -pl bench -am package
exec java -XX:+UseSerialGC -Xmx128m -cp "bench/target/classes:$(echo cli/target/podtide-cli-*.jar):cli/target/lib/*" io.podtide.bench.IngestBench "$@"
