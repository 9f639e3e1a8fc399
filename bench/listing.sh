#!/usr/bin/env bash
# How long listing takes in a site with very many documents.
#   bench/listing.sh [documents, default 1000000] [folder, default a new one]
# Filling takes most of the time, and 5 KB of disk for a document: a folder in memory is quicker.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
count=${1:-1000000}
measure_in "${2:-}"

build
echo "== $(stamp)"
"$java" -Xmx256m -cp "$class_path" \
  dev.freehold.bench.files.ListingBench "$folder" "$count"
