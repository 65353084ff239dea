#!/bin/sh
# Measures by JMH what one record costs, part by part: decode, detector step, state, deadlines. Arguments are JMH's (-h tells them).
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -Dquick -DskipTests -pl bench -am package dependency:build-classpath -Dmdep.outputFile=target/classpath
made=bench/target/jmh
rm -rf "$made"
mkdir -p "$made/source" "$made/classes"
class_path="bench/target/classes:$(cat bench/target/classpath)"
java -cp "$class_path" org.openjdk.jmh.generators.bytecode.JmhBytecodeGenerator bench/target/classes "$made/source" "$made/classes" reflection > /dev/null
find "$made/source" -name '*.java' > "$made/sources"
javac -nowarn -proc:none -cp "$class_path" -d "$made/classes" @"$made/sources"
exec java -cp "$made/classes:$class_path" org.openjdk.jmh.Main "$@"
