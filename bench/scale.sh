#!/bin/sh
# Measures `podtide streams` with fleets of 10,000, 100,000 and 1,000,000 pods: speed, memory as time goes on, state, starts; with the last
# also several threads, and two instances of which one is killed. Builds, and prints tables. bench/scale.sh --help tells the options.
# All of it takes some 25 minutes and 20 GB below java.io.tmpdir. Leave the machine alone meanwhile.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -Dquick -DskipTests -pl bench -am package
exec java -XX:+UseSerialGC -Xmx256m -cp "bench/target/classes:$(echo cli/target/podtide-cli-*.jar):cli/target/lib/*" io.podtide.bench.scale.ScaleBench "$@"
