# Starts one server whenever its parent says so, and cleans up behind it when the parent is gone,
# however it went: standard input is a pipe that only the parent holds, so its end is the parent's end.
# $1: the instance's directory; the other arguments: the server's command line.
# In the directory, 'group' holds the server's process group while it runs and 'exit' its status
# afterwards; the parent removes 'exit' before it says start.

dir=$1
shift
# a signal to all processes means the same as the parent's end; trapped, not ignored: the server
# must not inherit ignored signals
trap 'finish' INT TERM HUP

run_server() {
  cd "$dir" || exit 1
  # setsid: a process group that can be killed as a whole, out of reach of the terminal's Ctrl-C
  setsid sh -c 'echo $$ >group.new && mv group.new group && exec "$@"' server "$@" \
    >>out.log 2>&1 </dev/null
  echo $? >exit.new
  remove_attach_socket
  rm -f group
  mv exit.new exit
}

# The server attaches to itself, and a JVM that is killed leaves its socket: always in /tmp, whatever
# java.io.tmpdir says. The pid file is still there then.
remove_attach_socket() {
  pid=$(cat server.pid 2>/dev/null)
  rm -f server.pid
  case $pid in
    '' | *[!0-9]*) ;;
    *) rm -f "/tmp/.java_pid$pid" ;;
  esac
}

finish() {
  trap '' INT TERM HUP
  tries=0
  # a server that was told to start is about to write its group
  while [ -n "$runner" ] && [ ! -s "$dir/group" ] && [ ! -e "$dir/exit" ] && [ $tries -lt 50 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  if group=$(cat "$dir/group" 2>/dev/null); then
    kill -TERM "$group"
    kill -CONT "-$group"
    tries=0
    while [ -e "$dir/group" ] && [ $tries -lt 80 ]; do
      sleep 0.1
      tries=$((tries + 1))
    done
    kill -KILL "-$group"
    wait "$runner"
  fi 2>/dev/null
  tries=0
  while ! rm -rf -- "$dir" 2>/dev/null && [ $tries -lt 20 ]; do
    sleep 0.1
    tries=$((tries + 1))
  done
  exit 0
}

runner=
while read -r command; do
  case $command in
    start)
      run_server "$@" &
      runner=$!
      ;;
  esac
done
finish
