#!/usr/bin/env bash
# Import of 10,000 messages of 64 KiB: with sealing against without (one JVM, in turn), then the whole program:
# peak resident memory of a quickstart that imports them over HTTPS, and the time until `serve` answers.
#   bench/import.sh [messages, default 10000] [rounds, default 5]
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
messages=${1:-10000}
rounds=${2:-5}
bytes=65536
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

build
./freehold --version > /dev/null
bench() {
  "$java" -Xmx256m -XX:+UseSerialGC "${native[@]}" -cp "$class_path" "$@"
}

echo "== $(stamp)"
bench dev.freehold.bench.importing.ImportThroughput "$messages" "$bytes" "$rounds"

echo "== the whole program"
bench dev.freehold.bench.importing.SeededMail "$work/mail" "$messages" "$bytes"
./freehold quickstart --mail "$work/mail" > "$work/report" &
pid=$!
peak=0
while kill -0 "$pid" 2> /dev/null; do
  now=$(sed -n 's/^VmHWM:[^0-9]*\([0-9]*\) kB/\1/p' "/proc/$pid/status" 2> /dev/null || true)
  peak=${now:-$peak}
  sleep 0.2
done
wait "$pid"
grep 'messages' "$work/report"
echo "peak resident memory of server and client in one process: $((peak / 1024)) MiB"

for run in 1 2 3 4 5; do
  begin=$(date +%s%N)
  FREEHOLD_API_PORT=18443 FREEHOLD_VAULT_PORT=18444 FREEHOLD_FILES_S3_PORT=18445 FREEHOLD_METRICS_PORT=0 ./freehold serve --data "$work/data" \
    > "$work/serve.log" 2>&1 &
  pid=$!
  until curl -sfk https://127.0.0.1:18443/livez > /dev/null; do
    kill -0 "$pid" || exit 1
    sleep 0.02
  done
  echo "serve, start $run: answers after $((($(date +%s%N) - begin) / 1000000)) ms"
  kill -TERM "$pid"
  wait "$pid" || true
done
