#!/usr/bin/env bash
# Builds the distribution of the last commit twice, in directories of different names, with another time zone, language and umask,
# and compares every byte of what comes out. Another JDK makes other bytes.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for name in one another-one; do
  if [[ $name == another-one ]]; then
    export TZ=Pacific/Auckland LC_ALL=C
    umask 077
  fi
  git clone -q "$root" "$work/$name"
  (cd "$work/$name" && ./mvnw -B -q -ntp -Dquick -Prelease -DskipTests -pl cli -am verify)
  mkdir "$work/$name.out"
  mv "$work/$name"/cli/target/podtide-*.zip* "$work/$name"/cli/target/podtide-*.cdx.json* "$work/$name.out/"
done
(cd "$work/one.out" && sha256sum -c ./*.sha256)
# The launcher of a distribution, unpacked somewhere else.
(cd "$work" && jar xf one.out/podtide-*.zip && sh podtide-*/bin/podtide --version && bash -n podtide-*/completion/podtide.bash)
(cd "$work" && unzip -q one.out/podtide-*.zip -d unzipped && unzipped/podtide-*/docs/sizing.sh --check)
diff -r "$work/one.out" "$work/another-one.out" && echo "the same, byte by byte"
