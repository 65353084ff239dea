#!/bin/sh
# Measures `podtide streams` beside others that read the same records: builds, fills a broker with a simulated fleet, lets each run
# in turn as a process of its own, and prints a table. bench/throughput.sh --help tells the options. Leave the machine alone meanwhile.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -Dquick -DskipTests -pl bench -am package
exec java -XX:+UseSerialGC -Xmx128m -cp "bench/target/classes:$(echo cli/target/podtide-cli-*.jar):cli/target/lib/*" io.podtide.bench.throughput.ThroughputBench "$@"
