#!/usr/bin/env bash
# Files over S3 against S3Proxy 4.1.0 as it is, flushing, and with its own encryption, and against rclone's encryption
# over WebDAV if rclone is installed, each in a process of its own.
#   bench/files.sh [MiB of a large document, default 1024] [small documents, default 4000] [rounds, default 3]
#     [folder on the disk to measure]
# Takes about 6 times the large document, for each of five servers.
set -euo pipefail
cd "$(dirname "$0")/.."
large=${1:-1024}
small=${2:-4000}
rounds=${3:-3}
folder=${4:-$(mktemp -d)}

java=${JAVA_HOME:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' 2>/dev/null | sort | head -n 1)}/bin/java
if ! "$java" -version 2>&1 | grep -q 'version "25'; then
  echo "needs a JDK 25; set JAVA_HOME to it" >&2
  exit 1
fi
mvn -B -q -Pbench -pl bench -am process-classes
echo "== $(date -u +%FT%RZ), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"
"$java" -Xmx256m -cp "bench/target/classes:$(cat bench/target/classpath.txt)" \
  dev.freehold.bench.files.FilesBench "$folder" "$large" "$small" "$rounds"
