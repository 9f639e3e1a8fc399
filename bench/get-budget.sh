#!/usr/bin/env bash
# What an S3 GET of 64 KiB costs and where: processor time of plain S3Proxy, of a node on SQLite and of a node on PostgreSQL, by
# kinds of threads and, from samples of the Java Flight Recorder, by stages of a request.
#   bench/get-budget.sh [requests of a measurement, default 8000] [requests before it, default 60000]
#     [servers, default "plain sqlite postgresql"] [folder on the disk to measure]
# It brings its own PostgreSQL server. Processor time is read from /proc, so it needs Linux.
set -euo pipefail
cd "$(dirname "$0")/.."
requests=${1:-8000}
warming=${2:-60000}
servers=${3:-plain sqlite postgresql}
folder=${4:-$(mktemp -d)}

java=${JAVA_HOME:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' 2> /dev/null | sort | head -n 1)}/bin/java
if ! "$java" -version 2>&1 | grep -q 'version "25'; then
  echo "needs a JDK 25; set JAVA_HOME to it" >&2
  exit 1
fi
mvn -B -q -Pbench -pl bench -am process-classes
echo "== $(date -u +%FT%RZ), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
# shellcheck disable=SC2086 # servers are words
"$java" -Xmx256m -cp "bench/target/classes:$(cat bench/target/classpath.txt)" \
  dev.freehold.bench.nodes.GetBudget "$folder" "$requests" "$warming" $servers
