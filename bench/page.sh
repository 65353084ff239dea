#!/bin/sh
# Measures how soon the page shows the fleet: builds, fills histories, and opens each in a headless Chromium, with a server that has
# just been started and with one that is warm. bench/page.sh --help tells the options. Leave the machine alone meanwhile.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -Dquick -DskipTests -pl bench -am package
exec java -XX:+UseSerialGC -Xmx256m -cp "bench/target/classes:trends/target/test-classes:$(echo cli/target/podtide-cli-*.jar):cli/target/lib/*:cli/target/lib/trends/*" io.podtide.bench.page.FirstViewBench "$@"
