#!/usr/bin/env bash
# What it costs to make small objects durable: a file for each, as the product does, beside one file that sixteen writers append
# to and flush together. Nothing is sealed, and no database is written.
#   bench/packs.sh [objects of each way in a round, default 10000] [rounds, default 3] [folder on the disk to measure]
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
objects=${1:-10000}
rounds=${2:-3}
measure_in "${3:-}"

build
echo "== $(stamp)"
"$java" -Xmx256m "${native[@]}" -cp "$class_path" \
  dev.freehold.bench.packs.PackBench "$folder" "$objects" "$rounds"
