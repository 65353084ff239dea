#!/bin/sh
# Lets Podtide and Prometheus with the alerts of kubernetes-mixin watch the same simulated fleet: builds, then prints what each finds
# and what each costs. Needs prometheus and promtool on the PATH. bench/compare.sh --help tells the options. Leave the machine alone
# meanwhile.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -Dquick -DskipTests -pl bench -am package
exec java -XX:+UseSerialGC -Xmx1g -cp "bench/target/classes:$(echo cli/target/podtide-cli-*.jar):cli/target/lib/*" io.podtide.bench.compare.CompareBench "$@"
