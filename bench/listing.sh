#!/usr/bin/env bash
# How long listing takes in a site with very many documents.
#   bench/listing.sh [documents, default 1000000] [folder, default a new one]
# Filling takes most of the time, and 5 KB of disk for a document: a folder in memory is quicker.
set -euo pipefail
cd "$(dirname "$0")/.."
count=${1:-1000000}
folder=${2:-$(mktemp -d)}

java=${JAVA_HOME:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' 2>/dev/null | sort | head -n 1)}/bin/java
if ! "$java" -version 2>&1 | grep -q 'version "25'; then
  echo "needs a JDK 25; set JAVA_HOME to it" >&2
  exit 1
fi
mvn -B -q -Pbench -pl bench -am process-classes
echo "== $(date -u +%FT%RZ), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
"$java" -Xmx256m -cp "bench/target/classes:$(cat bench/target/classpath.txt)" \
  dev.freehold.bench.files.ListingBench "$folder" "$count"
