#!/usr/bin/env bash
# FLOE against plain copying, OpenSSL, Tink and the AWS Encryption SDK on the same 256 MiB:
# warm (contestants take turns in one JVM) and cold (a fresh JVM for each). Prints medians and ratios.
#   bench/floe-peers.sh [warm rounds, default 20] [cold starts each, default 5]
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
rounds=${1:-20}
starts=${2:-5}

build
run() {
  "$java" -Xms2g -Xmx2g -XX:+UseTransparentHugePages "${native[@]}" -cp "$class_path" "$@" 2>/dev/null
}
# Median of the numbers on standard input.
median() { sort -n | awk '{v[NR] = $1} END {print v[int((NR + 1) / 2)]}'; }

echo "== $(stamp)"
grep -m 1 'model name' /proc/cpuinfo || true
"$java" -version 2>&1 | head -n 1
openssl version

echo "== OpenSSL, AES-256-GCM in blocks of 64 KiB, MB/s by processor time, array to array"
openssl speed -seconds 2 -evp aes-256-gcm -bytes 65536 2>/dev/null |
  awk '/^AES-256-GCM/ {sub("k", "", $2); printf "%.0f\n", $2 / 1000}'

echo "== Warm, stream to stream: median by processor time, best by wall time"
run -XX:+AlwaysPreTouch dev.freehold.bench.floe.Rounds "$rounds" | tee bench/target/rounds.txt
awk '
  NR > 1 {seal[$1] = $2; open[$1] = $4}
  END {
    for (kib = 64; kib <= 256; kib *= 4) {
      own = "FREEHOLD_" kib "_KIB"
      for (peer in seal) if (peer !~ /^FREEHOLD/) {
        printf "%s / %s: seal %.2f, open %.2f\n",
          own, peer, seal[own] / seal[peer], open[own] / open[peer]
      }
    }
  }' bench/target/rounds.txt | sort

echo "== Cold, wall ms from loading the library on: median of $starts fresh JVMs"
peers="FREEHOLD_64_KIB FREEHOLD_256_KIB FREEHOLD_64_KIB_JDK FREEHOLD_256_KIB_JDK TINK_1_MB AWS_ESDK_64_KIB"
rm -f bench/target/cold.txt
for _ in $(seq "$starts"); do
  for peer in $peers; do
    run dev.freehold.bench.floe.ColdStart "$peer" >>bench/target/cold.txt
  done
done
own=$(awk '$1 == "FREEHOLD_64_KIB" {print $4}' bench/target/cold.txt | median)
for peer in $peers; do
  seal=$(awk -v p="$peer" '$1 == p {print $2}' bench/target/cold.txt | median)
  open=$(awk -v p="$peer" '$1 == p {print $3}' bench/target/cold.txt | median)
  both=$(awk -v p="$peer" '$1 == p {print $4}' bench/target/cold.txt | median)
  printf '%-22s seal %6d  open %6d  both %6d  x%s\n' "$peer" "$seal" "$open" "$both" \
    "$(awk -v a="$both" -v b="$own" 'BEGIN {printf "%.1f", a / b}')"
done
