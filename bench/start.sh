#!/usr/bin/env bash
# How long a start takes: `serve`, in a folder that was served before, until the API's first answer and until
# /readyz says that it is ready, and its processor time until then; and `status` from its start to its end.
# Each with the start-up cache and without.
#   bench/start.sh [runs, default 9]
# Needs curl. Everything is on loopback.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
runs=${1:-9}
work=$(mktemp -d)
umask 077
server=
trap '[ -z "$server" ] || { kill "$server" 2> /dev/null && wait "$server" || true; }; rm -rf "$work"' EXIT

prepare > "$work/version"
export FREEHOLD_API_PORT=28443 FREEHOLD_VAULT_PORT=28444 FREEHOLD_FILES_S3_PORT=28445 FREEHOLD_METRICS_PORT=0
host=freehold.localhost:28443

# since TIME FILE: adds a line with the seconds that have passed
since() { awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { print to - from }' >> "$work/$2"; }

# ask PATH: the answer, from a server that may still be starting
ask() { curl -sS --resolve "$host:127.0.0.1" --insecure "https://$host$1"; }

serve() {
  local from=$EPOCHREALTIME
  ./freehold serve --data "$work/data" > "$work/out" 2> "$work/log" &
  server=$!
  # The port takes connections long before it answers, so curl waits for the answer.
  until { : > /dev/tcp/127.0.0.1/28443; } 2> /dev/null; do
    kill -0 "$server"
    sleep 0.005
  done
  ask /livez > "$work/live"
  since "$from" answer
  until [ "$(ask /readyz)" = ready ]; do
    kill -0 "$server"
    sleep 0.005
  done
  since "$from" ready
  awk -v ticks="$(getconf CLK_TCK)" '{ print ($14 + $15) / ticks }' "/proc/$server/stat" >> "$work/processor"
}
stop() {
  kill "$server"
  wait "$server" || true
  server=
}
status() {
  local from=$EPOCHREALTIME
  ./freehold status --connection "$work/data/operator.json" > "$work/out"
  since "$from" status
}

median() { sort -n "$work/$1" | awk '{ n[NR] = $1 } END { printf "%.2f s (%.2f to %.2f)", n[int((NR + 1) / 2)], n[1], n[NR] }'; }
report() {
  rm -f "$work"/{answer,ready,processor,status}
  for _ in $(seq "$runs"); do
    serve
    stop
  done
  serve
  for _ in $(seq "$runs"); do status; done
  stop
  printf '%-24s first answer %s, ready %s, processor %s; status %s\n' \
    "$1" "$(median answer)" "$(median ready)" "$(median processor)" "$(median status)"
}

echo "== $(stamp), medians of $runs (least to most)"
serve # the first start makes the folder
stop
report "with the start-up cache"
FREEHOLD_JAVA_OPTS=-XX:AOTMode=off report "without it"
