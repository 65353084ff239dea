#!/bin/sh
# Measures one instance of `podtide streams` with fleets of 10,000, 100,000 and 1,000,000 pods: speed, memory, state, restarts; prints a
# table each. bench/scale.sh --help tells the options. The largest takes some 15 minutes. Leave the machine alone meanwhile.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -Dquick -DskipTests -pl bench -am package
exec java -XX:+UseSerialGC -Xmx128m -cp "bench/target/classes:$(echo cli/target/podtide-cli-*.jar):cli/target/lib/*" io.podtide.bench.scale.ScaleBench "$@"
