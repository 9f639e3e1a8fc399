#!/usr/bin/env bash
# The console: time of pages beside the API's answers, the first page in Chromium with nothing cached, and what
# consoles that follow jobs cost beside the same server without them.
#   bench/console.sh [tenants, default 20] [policies in each, default 50] [mailboxes in one, default 100000]
#     [consoles, default 200] [seconds for each of four measurements of those, default 60]
#     [parts, default "pages browser live"]
# Needs node, npm and chromium. Everything is on loopback.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
sizes=("${1:-20}" "${2:-50}" "${3:-100000}" "${4:-200}" "${5:-60}" "${6:-pages browser live}")
work=$(mktemp -d)
umask 077

(cd clients/console && npm ci --silent --no-audit --no-fund)
FREEHOLD_API_PORT=0 FREEHOLD_VAULT_PORT=0 FREEHOLD_FILES_S3_PORT=0 FREEHOLD_METRICS_PORT=0 \
  ./freehold serve --data "$work/data" > "$work/out" 2> "$work/log" &
server=$!
trap 'kill "$server" 2> /dev/null || true; wait "$server" 2> /dev/null || true; rm -rf "$work"' EXIT
until grep -q '^freehold serves at ' "$work/out"; do
  kill -0 "$server"
  sleep 0.2
done
echo "== $(stamp)"
node bench/console.mjs "$(sed -n 's/^freehold serves at //p' "$work/out")" "$work/data" "$server" "${sizes[@]}"
echo "== $(stamp)"
