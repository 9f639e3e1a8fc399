#!/usr/bin/env bash
# Policies: re-wrapping and its memory, rolling, calls to vaults, revocation, people beside a re-wrap, lists,
# purges of little and much content, what the ledger and sealed rows cost messages and documents.
#   bench/policies.sh [sqlite or postgresql, default sqlite] [mailboxes, default 100000] [rounds, default 5]
#     [parts, default "rewrap memory roll calls revoke foreground lists purge ledger seals"] [folder on the disk to measure]
# It brings its own PostgreSQL server.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
database=${1:-sqlite}
mailboxes=${2:-100000}
rounds=${3:-5}
parts=${4:-rewrap memory roll calls revoke foreground lists purge ledger seals}
measure_in "${5:-}"

build
for part in $parts; do
  echo "== $(stamp), $part"
  # Each open stream holds buffers: a thousand of them do not fit into the small heap.
  heap=512m
  [ "$part" != revoke ] || heap=2g
  "$java" -Xmx$heap "${native[@]}" -cp "$class_path" \
    dev.freehold.bench.policies.PoliciesBench "$folder" "$database" "$mailboxes" "$rounds" "$part"
done
