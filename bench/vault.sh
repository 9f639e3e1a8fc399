#!/usr/bin/env bash
# The key vault's requests per second over HTTPS, 16 connections kept alive, every request recorded in the
# ledger, beside OpenSSL's RSA private operations on the same machine in the same run.
#   bench/vault.sh [seconds of each part, default 20] [rounds, default 3]
# It needs wrk and openssl.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-20}
rounds=${2:-3}
connections=16
version=2025-07-01

for tool in wrk openssl curl; do
  command -v "$tool" > /dev/null || { echo "needs $tool" >&2; exit 1; }
done
java=${JAVA_HOME:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' 2> /dev/null | sort | head -n 1)}/bin/java
"$java" -version 2>&1 | grep -q 'version "25' || { echo "needs a JDK 25; set JAVA_HOME to it" >&2; exit 1; }
mvn -B -q -pl bench -am process-classes

work=$(mktemp -d)
mkfifo "$work/stop"
"$java" -Xmx512m --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow ${BENCH_JAVA_OPTS:-} \
  -cp "bench/target/classes:$(cat bench/target/classpath.txt)" \
  dev.freehold.bench.vault.LoadedVault "$work" < "$work/stop" > "$work/log" 2>&1 &
pid=$!
exec 7> "$work/stop"
trap 'exec 7>&-; wait "$pid" || true; rm -rf "$work"' EXIT
until [ -s "$work/url" ]; do
  kill -0 "$pid" || { cat "$work/log" >&2; exit 1; }
  sleep 0.1
done
url=$(cat "$work/url") host=$(cat "$work/host") token=$(cat "$work/token")

# call METHOD PATH BODY
call() {
  curl -sS --fail-with-body --cacert "$work/ca/ca.pem" -X "$1" "$url$2?api-version=$version" \
    -H "Host: $host" -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d "$3"
}

# value NAME: the member of that name in the JSON on standard input
value() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p"; }

# script FILE PATH BODY: what wrk sends
script() {
  cat > "$1" <<LUA
wrk.method = "POST"
wrk.path = "$2?api-version=$version"
wrk.body = '$3'
wrk.headers["Host"] = "$host"
wrk.headers["Authorization"] = "Bearer $token"
wrk.headers["Content-Type"] = "application/json"
function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("%.0f requests/s, p50 %.1f ms, p99 %.1f ms, %d failed\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3,
    latency:percentile(99) / 1e3, failed))
end
LUA
}

# load FILE SECONDS
load() { wrk -t 2 -c "$connections" -d "$2" -s "$1" "$url" | tail -n 1; }

secret=$(openssl rand 32 | base64 -w 0 | tr '+/' '-_' | tr -d '=')
call POST /keys/rsa/create '{"kty":"RSA","key_size":2048}' > /dev/null
wrapped=$(call POST /keys/rsa//wrapkey "{\"alg\":\"RSA-OAEP-256\",\"value\":\"$secret\"}" | value value)
kid=$(call GET /keys/rsa '' | value kid)
script "$work/rsa.lua" "/keys/rsa/${kid##*/}/unwrapkey" "{\"alg\":\"RSA-OAEP-256\",\"value\":\"$wrapped\"}"
call POST /keys/oct/create '{"kty":"oct","key_size":256}' > /dev/null
script "$work/wrap.lua" /keys/oct//wrapkey "{\"alg\":\"A256KW\",\"value\":\"$secret\"}"
aes=$(call POST /keys/oct//wrapkey "{\"alg\":\"A256KW\",\"value\":\"$secret\"}" | value value)
script "$work/unwrap.lua" /keys/oct//unwrapkey "{\"alg\":\"A256KW\",\"value\":\"$aes\"}"

echo "== $(date -u +%FT%RZ), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg), $connections connections"
load "$work/rsa.lua" "$seconds" > /dev/null # to warm up
for round in $(seq "$rounds"); do
  private=$(openssl speed -multi "$(nproc)" -seconds 5 rsa2048 2> /dev/null | awk '/^rsa *2048 bits/ { print $NF }')
  result=$(load "$work/rsa.lua" "$seconds")
  echo "round $round: openssl $private private operations/s; unwrapKey RSA-2048: $result;" \
    "ratio $(awk -v a="${result%% *}" -v b="$private" 'BEGIN { printf "%.2f", a / b }')"
  echo "round $round: wrapKey A256KW: $(load "$work/wrap.lua" "$seconds")"
  echo "round $round: unwrapKey A256KW: $(load "$work/unwrap.lua" "$seconds")"
done
