#!/usr/bin/env bash
# Files over S3 against S3Proxy 4.1.0 as it is, flushing, and with its own encryption, and against rclone's encryption
# over WebDAV if rclone is installed, each in a process of its own.
#   bench/files.sh [MiB of a large document, default 1024] [small documents, default 4000] [rounds, default 3]
#     [folder on the disk to measure]
# Takes about 6 times the large document, for each of five servers.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
large=${1:-1024}
small=${2:-4000}
rounds=${3:-3}
measure_in "${4:-}"

build
echo "== $(stamp)"
"$java" -Xmx256m -cp "$class_path" \
  dev.freehold.bench.files.FilesBench "$folder" "$large" "$small" "$rounds"
