#!/usr/bin/env bash
# What an S3 GET or PUT of 64 KiB costs and where: processor time of S3Proxy as it is, of one that flushes, of a node on SQLite
# and of a node on PostgreSQL, by kinds of threads and, from samples of the Java Flight Recorder, by stages of a request.
#   bench/s3-budget.sh [get or put, default get] [requests of a measurement, default 8000] [requests before it, default 60000]
#     [servers, default "plain sqlite postgresql"; also "flushed"] [folder on the disk to measure]
# It brings its own PostgreSQL server. Processor time is read from /proc, so it needs Linux.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
request=${1:-get}
requests=${2:-8000}
warming=${3:-60000}
servers=${4:-plain sqlite postgresql}
measure_in "${5:-}"

build
echo "== $(stamp)"
# shellcheck disable=SC2086 # servers are words
"$java" -Xmx256m -cp "$class_path" \
  dev.freehold.bench.nodes.S3Budget "$folder" "$request" "$requests" "$warming" $servers
