#!/usr/bin/env bash
# Policies: re-wrapping and its memory, rolling, calls to vaults, revocation, people beside a re-wrap, lists,
# purges of little and much content, what the ledger and sealed rows cost messages and documents.
#   bench/policies.sh [sqlite or postgresql, default sqlite] [mailboxes, default 100000] [rounds, default 5]
#     [parts, default "rewrap memory roll calls revoke foreground lists purge ledger seals"] [folder on the disk to measure]
# It brings its own PostgreSQL server.
set -euo pipefail
cd "$(dirname "$0")/.."
database=${1:-sqlite}
mailboxes=${2:-100000}
rounds=${3:-5}
parts=${4:-rewrap memory roll calls revoke foreground lists purge ledger seals}
folder=${5:-$(mktemp -d)}

java=${JAVA_HOME:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' 2> /dev/null | sort | head -n 1)}/bin/java
if ! "$java" -version 2>&1 | grep -q 'version "25'; then
  echo "needs a JDK 25; set JAVA_HOME to it" >&2
  exit 1
fi
mvn -B -q -Pbench -pl bench -am process-classes
for part in $parts; do
  echo "== $(date -u +%FT%RZ), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg), $part"
  # Each open stream holds buffers: a thousand of them do not fit into the small heap.
  heap=512m
  [ "$part" != revoke ] || heap=2g
  "$java" -Xmx$heap --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "bench/target/classes:$(cat bench/target/classpath.txt)" \
    dev.freehold.bench.policies.PoliciesBench "$folder" "$database" "$mailboxes" "$rounds" "$part"
done
