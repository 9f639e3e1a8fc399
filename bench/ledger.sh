#!/usr/bin/env bash
# The ledger alone: entries of 64 writers beside plain rows, inclusion proofs at a thousand and at
# ten million entries, and entries of 64 writers in two processes on PostgreSQL, which it brings.
#   bench/ledger.sh [folder on the disk to measure]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=${1:-$(mktemp -d)}

java=${JAVA_HOME:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' 2>/dev/null | sort | head -n 1)}/bin/java
if ! "$java" -version 2>&1 | grep -q 'version "25'; then
  echo "needs a JDK 25; set JAVA_HOME to it" >&2
  exit 1
fi
mvn -B -q -Pbench -pl bench -am process-classes
for part in AppendBench ProofBench TwoProcessesBench; do
  echo "== $(date -u +%FT%RZ), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg), $part"
  "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "bench/target/classes:$(cat bench/target/classpath.txt)" \
    "dev.freehold.bench.ledger.$part" "$folder"
done
