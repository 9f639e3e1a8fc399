#!/usr/bin/env bash
# The object store against itself without sealing: 64 KiB objects, 8 threads, every flush.
#   bench/content.sh [objects in a round, default 10000] [rounds, default 5] [folder on the disk to measure]
set -euo pipefail
cd "$(dirname "$0")/.."
objects=${1:-10000}
rounds=${2:-5}
folder=${3:-$(mktemp -d)}

java=${JAVA_HOME:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' 2>/dev/null | sort | head -n 1)}/bin/java
if ! "$java" -version 2>&1 | grep -q 'version "25'; then
  echo "needs a JDK 25; set JAVA_HOME to it" >&2
  exit 1
fi
mvn -B -q -Pbench -pl bench -am process-classes
echo "== $(date -u +%FT%RZ), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
"$java" -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
  -cp "bench/target/classes:$(cat bench/target/classpath.txt)" \
  dev.freehold.bench.content.ContentBench "$folder" "$objects" "$rounds"
