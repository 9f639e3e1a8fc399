#!/usr/bin/env bash
# The ledger alone: entries of 64 writers beside plain rows, inclusion proofs at a thousand and at
# ten million entries, and entries of 64 writers in two processes on PostgreSQL, which it brings.
#   bench/ledger.sh [folder on the disk to measure]
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
measure_in "${1:-}"

build
for part in AppendBench ProofBench TwoProcessesBench; do
  echo "== $(stamp), $part"
  "$java" "${native[@]}" -cp "$class_path" \
    "dev.freehold.bench.ledger.$part" "$folder"
done
