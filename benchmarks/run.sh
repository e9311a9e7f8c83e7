#!/usr/bin/env bash
# Builds what it needs and measures all appenders: benchmarks/run.sh --quick. See --help.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
(cd "$root" && mvn -q -B -pl benchmarks -am process-classes -Dspotless.check.skip -Dcheckstyle.skip) >&2
exec "$java" -cp "$root/benchmarks/target/classes:$(<"$root/benchmarks/target/class-path")" \
  io.flightlog.benchmarks.EndToEnd --directory "$root/benchmarks/target/end-to-end" "$@"
