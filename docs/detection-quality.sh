#!/bin/sh
# Plays all recordings with both rule sets and writes docs/detection-quality.md.
set -eu
cd "$(dirname "$0")/.."
./mvnw -B -q -Dquick verify -pl cli -am -DskipITs -Dtest=QualityReportTest -Dsurefire.failIfNoSpecifiedTests=false \
  -Dpodtide.update-quality=true "$@"
cat docs/detection-quality.md
