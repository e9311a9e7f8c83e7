#!/usr/bin/env bash
# Several scheduler processes log into one Elasticsearch; then a few searches tell what happened. See --help.
set -euo pipefail

usage() {
  cat <<'END'
Usage: examples/demo.sh [--outage] [--log4j2] [--instances N] [--seconds N]
                        [--keep] [--elasticsearch URL]

Builds what it needs, starts a real Elasticsearch and several scheduler processes
that log into it, kills one of them with kill -9, and then asks Elasticsearch what
happened. Needs a JDK (17 or newer) and Maven. Leaves nothing running.

  --outage             kill Elasticsearch too, for 20 seconds, and the scheduler in
                       the midst of that; every event goes to disk as it is logged
                       (durability journal), and is accounted for in the end
  --log4j2             the schedulers log through Log4j2 instead of Logback
  --instances N        schedulers at a time, 2 to 16 (4)
  --seconds N          how long tasks run, 10 to 600 (30); with --outage from 40 (45)
  --keep               open Mission Control, a page to search with; it and
                       Elasticsearch stay up afterwards, until Ctrl-C
  --elasticsearch URL  use this server (8.x or 9.x) and start none; the documents
                       stay in its data stream logs-fleet-default
  --help               this text

Exit status: 0 if every answer is as it must be, 1 if not, 2 for wrong arguments.
END
}

refuse() {
  printf 'demo.sh: %s\n' "$1" >&2
  exit 2
}

# name, lowest, highest, value, under which condition
check_number() {
  if ! [[ $4 =~ ^[0-9]{1,6}$ ]] || ((10#$4 < $2 || 10#$4 > $3)); then
    refuse "$1 must be a number from $2 to $3${5:-}, was '$4'"
  fi
}

arguments=()
outage=
seconds=
elasticsearch=
while (($#)); do
  option=$1
  value=
  case $option in
    --help | -h)
      usage
      exit 0
      ;;
    --keep | --log4j2 | --outage)
      [[ $option != --outage ]] || outage=yes
      arguments+=("$option")
      shift
      continue
      ;;
    --instances=* | --seconds=* | --elasticsearch=*)
      value=${option#*=}
      option=${option%%=*}
      shift
      ;;
    --instances | --seconds | --elasticsearch)
      (($# > 1)) || refuse "$option needs a value"
      value=$2
      shift 2
      ;;
    *)
      refuse "unknown argument '$option'; --help lists them"
      ;;
  esac
  case $option in
    --instances) check_number "$option" 2 16 "$value" ;;
    --seconds)
      check_number "$option" 10 600 "$value"
      seconds=$value
      ;;
    --elasticsearch)
      elasticsearch=$value
      [[ $value =~ ^https?://[^/[:space:]]+ ]] ||
        refuse "$option must be a URL such as http://localhost:9200, was '$value'"
      ;;
  esac
  arguments+=("$option" "$value")
done
if [[ -n $outage ]]; then
  [[ -z $seconds ]] || check_number --seconds 40 600 "$seconds" " with --outage"
  [[ -z $elasticsearch ]] ||
    refuse "--outage kills Elasticsearch, so it starts its own: not together with --elasticsearch"
fi

fail() {
  printf 'demo.sh: %s\n' "$1" >&2
  exit 1
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" >/dev/null || fail "no Java found (looked for '$java'): install a JDK 17 or newer, or set JAVA_HOME"
java_version=$("$java" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p')
((${java_version:-0} >= 17)) || fail "needs a JDK 17 or newer, '$java' is ${java_version:-of an unknown version}: set JAVA_HOME"
command -v "${java}c" >/dev/null || fail "'$java' comes without a compiler: install a JDK rather than a JRE"
command -v mvn >/dev/null || fail "no Maven found: install it (3.8.6 or newer)"

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
module=$root/examples/scheduler-fleet
terminal=()
[[ -t 1 ]] && terminal=(--terminal)
work=$(mktemp -d "${TMPDIR:-/tmp}/flightlog-demo.XXXXXX")
child=

# What was started ends with its standard input, at the latest; what it wrote goes last.
finish() {
  trap '' INT TERM HUP
  if [[ -n $child ]]; then
    kill -TERM "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
  fi
  local attempt
  for attempt in 1 2 3 4 5; do
    rm -rf "$work" 2>/dev/null && break
    sleep 0.2
  done
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
trap 'exit 129' HUP

# A pipe that nobody writes to: when this script is gone, however it went, a child that reads it sees the end.
mkfifo "$work/lifeline"
exec 9<>"$work/lifeline"

# Waits for the child so that a signal is handled at once, which a foreground command would delay.
run() {
  "$@" <"$work/lifeline" 9>&- &
  child=$!
  local status=0
  wait "$child" || status=$?
  child=
  return "$status"
}

# Maven's log on standard input: says nothing unless something is downloaded, and then how far it is.
show_downloads() {
  local count=0 shown=0 line file
  while IFS= read -r line; do
    [[ $line == *Download*ing* || $line == *Downloaded* ]] || continue
    file=${line#*://}
    file=${file%% *}
    file=${file##*/}
    [[ $line == *Downloaded* ]] && count=$((count + 1))
    if ((${#terminal[@]})); then
      printf '\r\033[KDownloading with Maven, once: %d files, now %s' "$count" "$file"
    elif ((SECONDS - shown >= 5)); then
      printf 'Downloading with Maven, once: %d files, now %s\n' "$count" "$file"
      shown=$SECONDS
    fi
  done
  ((count && ${#terminal[@]})) && printf '\r\033[K'
  ((count)) && printf 'Downloaded %d files\n' "$count"
  return 0
}

# Becomes Maven, in the subshell that run makes. The quick compiler only: it halves the CPU time of such a short build.
build() {
  cd "$root"
  export MAVEN_OPTS="-XX:TieredStopAtLevel=1 ${MAVEN_OPTS:-}"
  exec mvn -B -T 2 -pl examples/scheduler-fleet -am process-classes \
    -Dspotless.check.skip -Dcheckstyle.skip \
    > >(tee "$work/build.log" | show_downloads) 2>&1
}

echo "Building (only what the demo needs, without tests)"
if ! run build; then
  sleep 0.5 # the log comes through a pipe
  grep -E '^\[(ERROR|FATAL)\] .' "$work/build.log" | head -20 >&2 || tail -20 "$work/build.log" >&2
  fail "the build failed"
fi

status=0
run "$java" -Xmx256m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC \
  -Dflightlog.elasticsearch.zip="$(<"$module/target/demo/elasticsearch-zip")" \
  -cp "$module/target/classes:$(<"$module/target/demo/class-path-logback")" \
  io.flightlog.examples.fleet.FleetDemo \
  --build "$module/target" --directory "$work" ${terminal[@]+"${terminal[@]}"} ${arguments[@]+"${arguments[@]}"} ||
  status=$?
exit "$status"
