#!/bin/sh
# Fault F45: a service crashes with a delay of 1.5 s between its runs while the supervisor's wall clock runs 3,600 times too
# fast, and while it is set back by a day. The delays must be those of the monotonic clock, and the limit of restarts hold.
#   BENCH_PM2=DIR bench/faults/wall-clock.sh        needs target/dist and Debian's faketime
cd "$(dirname "$0")/../.." || exit 1
lib=$(dpkg -L libfaketime | grep 'libfaketimeMT.so.1$')
pm2="node ${BENCH_PM2:?a folder in which pm2 is installed}/node_modules/pm2/bin/pm2"

# try BEFORE [AFTER]: what libfaketime is to do, and what from the third second on
try() {
  PM2_HOME=$(mktemp -d /tmp/drfXXXXXX); export PM2_HOME
  echo "$1" > "$PM2_HOME/clock"
  LD_PRELOAD=$lib FAKETIME_TIMESTAMP_FILE=$PM2_HOME/clock FAKETIME_NO_CACHE=1 FAKETIME_DONT_FAKE_MONOTONIC=1 \
    target/dist/bin/drover-supervisor --home "$PM2_HOME" > "$PM2_HOME/out" 2>&1 &
  keeper=$!
  tail --pid=$keeper -n +1 -f "$PM2_HOME/out" | grep -q -m 1 ready
  printf '#!/bin/sh\ndate +%%s.%%N >> "$PM2_HOME/starts"; sleep 0.2; exit 3\n' > "$PM2_HOME/crash.sh"
  chmod +x "$PM2_HOME/crash.sh"
  $pm2 start "$PM2_HOME/crash.sh" --name c --interpreter none --restart-delay 1500 --max-restarts 4 > "$PM2_HOME/start"
  sleep 3
  [ -n "$2" ] && echo "$2" > "$PM2_HOME/clock"
  sleep 12
  echo "clock $1 ${2:+then $2}"
  awk 'NR > 1 { printf "  %.2f s", $1 - last } { last = $1 } END { print "  between " NR " starts" }' "$PM2_HOME/starts"
  node bench/faults/client.js list
  kill $keeper; wait $keeper
  rm -r "$PM2_HOME"
}
try '+0 x3600'
try '+0' '-1d'
