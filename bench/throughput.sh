#!/bin/sh
# Measures `podtide streams` beside others that read the same records: builds, fills a broker with a simulated fleet, lets each run
# in turn as a process of its own, and prints a table. bench/throughput.sh --help tells the options. Leave the machine alone meanwhile.
set -eu
cd "$(dirname "$0")/.."
modules=bench,bench-flink
flink="bench-flink/target/classes:bench-flink/target/lib/*"
case " $* " in
  *" --without-flink "* | *" --help "* | *" -h "*) modules=bench flink= ;;
esac
rm -rf bench-flink/target/lib # or a library of before stays beside the one of now
./mvnw -B -q -Dquick -DskipTests ${flink:+-Pflink} -pl $modules -am package
exec java -XX:+UseSerialGC -Xmx128m -Dbench.flink="$flink" \
  -cp "bench/target/classes:$(echo cli/target/podtide-cli-*.jar):cli/target/lib/*" io.podtide.bench.throughput.ThroughputBench "$@"
