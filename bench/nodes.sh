#!/usr/bin/env bash
# Two nodes beside one, on PostgreSQL with every flush: processor time of an S3 GET of 64 KiB, of reading a message and of an
# unwrapKey, of the nodes and the database's server together, what the server's sessions wait for, and how long requests take
# while a node is killed under load, by clients that ask the other node when they get no answer.
#   bench/nodes.sh [requests of a measurement, default 8000] [rounds, default 5] [parts, default "get read unwrap kill"]
#     [folder on the disk to measure]
# It brings its own PostgreSQL server. Processor time is read from /proc, so it needs Linux.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
requests=${1:-8000}
rounds=${2:-5}
parts=${3:-get read unwrap kill}
measure_in "${4:-}"

build
echo "== $(stamp)"
# shellcheck disable=SC2086 # parts are words
"$java" -Xmx256m -cp "$class_path" \
  dev.freehold.bench.nodes.NodesBench "$folder" "$requests" "$rounds" $parts
