#!/usr/bin/env bash
# Four large documents put at once into a flushing S3Proxy and into the product, in turn: MiB/s, processor time of a
# MiB, and, from samples of the Java Flight Recorder, where it goes.
#   bench/large-puts.sh [MiB of a document, default 512] [rounds, default 3] [folder on the disk to measure]
# Processor time is read from /proc, so it needs Linux.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
measure_in "${3:-}"

build
echo "== $(stamp)"
"$java" -Xmx256m -cp "$class_path" dev.freehold.bench.files.LargePuts "$folder" "${1:-512}" "${2:-3}"
