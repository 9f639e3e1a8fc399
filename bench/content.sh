#!/usr/bin/env bash
# The object store against itself without sealing: 64 KiB objects, 8 threads, every flush.
#   bench/content.sh [objects in a round, default 10000] [rounds, default 5] [folder on the disk to measure]
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
objects=${1:-10000}
rounds=${2:-5}
measure_in "${3:-}"

build
echo "== $(stamp)"
"$java" -Xmx512m "${native[@]}" -cp "$class_path" \
  dev.freehold.bench.content.ContentBench "$folder" "$objects" "$rounds"
