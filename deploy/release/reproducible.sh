#!/usr/bin/env bash
# Builds the distribution of the last commit twice, in directories of different names, with another time zone, language and umask,
# and compares every byte of what comes out. Another JDK makes other bytes.
#
#   reproducible.sh [DIRECTORY]      where what came out is left; it is made
set -euo pipefail
kept=${1:+$(realpath -m "$1")}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# build NAME TIME-ZONE LANGUAGE COUNTRY UMASK. Java takes no language from a locale that is not installed.
build() {
  git clone -q "$root" "$work/$1"
  (
    export TZ=$2 JAVA_TOOL_OPTIONS="-Duser.language=$3 -Duser.country=$4"
    umask "$5"
    cd "$work/$1"
    ./mvnw -B -q -ntp -Dquick -Prelease -DskipTests -pl cli -am verify
  )
  mkdir "$work/$1.out"
  mv "$work/$1"/cli/target/podtide-*.zip* "$work/$1"/cli/target/podtide-*.cdx.json* "$work/$1.out/"
}
build one UTC en US 022
# In Turkish the small letter of I is none of ASCII.
build another-one Pacific/Auckland tr TR 077
(cd "$work/one.out" && sha256sum -c ./*.sha256)
diff -rq "$work/one.out" "$work/another-one.out" # which ends this if they differ
echo "the same, byte by byte"

# As somebody has it who unpacks it somewhere else.
mkdir "$work/unpacked"
cd "$work/unpacked"
unzip -q ../one.out/podtide-*.zip
cd podtide-*
./podtide --version
bash -n completion/podtide.bash
docs/sizing.sh --check
./podtide replay --help >/dev/null
cmp podtide-*.cdx.json ../../one.out/podtide-*.cdx.json

if [[ -n $kept ]]; then
  mkdir -p "$kept"
  cp "$work"/one.out/* "$kept/"
fi
