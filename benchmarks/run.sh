#!/usr/bin/env bash
# Builds what it needs and measures all appenders: benchmarks/run.sh --quick. See --help.
# benchmarks/run.sh --jmh [PATTERN] [OPTION…]: the steps of an event, in JMH; its options are JMH's.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
target=$root/benchmarks/target
(cd "$root" && mvn -q -B -pl benchmarks -am process-classes -Dspotless.check.skip -Dcheckstyle.skip) >&2
program=(io.flightlog.benchmarks.EndToEnd --directory "$target/end-to-end")
if [ "${1-}" = --jmh ]; then
  shift
  program=(io.flightlog.benchmarks.jmh.JmhProgram -rf json -rff "$target/jmh.json")
fi
exec "$java" -Dflightlog.elasticsearch.zip="$(<"$target/elasticsearch-zip")" \
  -cp "$target/classes:$(<"$target/class-path")" "${program[@]}" "$@"
