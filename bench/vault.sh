#!/usr/bin/env bash
# The key vault's requests per second over HTTPS, 16 connections kept alive, every request recorded in the
# ledger, beside OpenSSL's RSA private operations on the same machine in the same run, and beside the same
# listener when it answers the same requests with an empty 200.
# Then unwrapping while another vault makes RSA-4096 keys at its full throttle, 20 at once every ten seconds,
# and while somebody without permission floods a vault; these two say whether they keep their bound.
# Then reading, listing, changing and making keys in a vault with few keys and in the same vault with many.
#   bench/vault.sh [seconds of each part, default 20] [rounds, default 3] [keys, default 100000; 0 ends after the rounds]
# Behind each result is the processor time of the server for one request. With BENCH_BUDGET=1 each part of the last
# round is followed by where that time goes, by kinds of threads and by stages; it needs Linux.
# It needs wrk and openssl. HTTP/1.1 only: bench/http2.sh compares both versions.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
seconds=${1:-20}
rounds=${2:-3}
many=${3:-100000}
connections=16
version=2025-07-01

for tool in wrk openssl curl; do
  command -v "$tool" > /dev/null || { echo "needs $tool" >&2; exit 1; }
done
build
load_vault
empty=$(cat "$work/empty") url=$(cat "$work/url") host=$(cat "$work/host") token=$(cat "$work/token")
other=$(cat "$work/other") revoked=$(cat "$work/revoked")

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

# processor: the processor time of the server so far, in milliseconds
processor() { awk -v hertz="$(getconf CLK_TCK)" '{ printf "%d", ($14 + $15) * 1000 / hertz }' "/proc/$pid/stat"; }

# timed NAME FILE [URL]: the result with the processor time of a request; in the last round its budget goes to a file
timed() {
  local before result
  before=$(processor)
  result=$(url=${3:-$url} load "$2" "$seconds")
  echo "$result, $(awk -v ms="$(($(processor) - before))" -v a="${result%% *}" -v s="$seconds" \
    'BEGIN { printf "%.0f us", ms * 1000 / (a * s) }')"
  if [ -n "${BENCH_BUDGET:-}" ] && [ "$round" -eq "$rounds" ]; then
    "$java" -Xmx256m -cp "$class_path" dev.freehold.bench.vault.DoorBudget "$pid" "$seconds" \
      wrk -t 2 -c "$connections" -d "$seconds" -s "$2" "${3:-$url}" > "$work/budget-$1"
  fi
}

# budget NAME: prints the part's budget, if there is one
budget() { [ ! -s "$work/budget-$1" ] || cat "$work/budget-$1"; }

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
script "$work/oct.lua" /keys/oct/ ''
sed -i 's/"POST"/"GET"/' "$work/oct.lua"

# of A B: the part that A is of B, both requests a second
of() { awk -v a="${1%% *}" -v b="${2%% *}" 'BEGIN { printf "%.2f", a / b }'; }

echo "== $(stamp), $connections connections"
load "$work/rsa.lua" "$seconds" > /dev/null # to warm up
for round in $(seq "$rounds"); do
  private=$(openssl speed -multi "$(nproc)" -seconds 5 rsa2048 2> /dev/null | awk '/^rsa *2048 bits/ { print $NF }')
  nothing=$(timed empty "$work/unwrap.lua" "$empty")
  echo "round $round: openssl $private private operations/s; the listener without a vault: $nothing"
  budget empty
  result=$(timed rsa "$work/rsa.lua")
  echo "round $round: unwrapKey RSA-2048: $result; of openssl $(of "$result" "$private")"
  budget rsa
  for part in wrap unwrap oct; do
    result=$(timed "$part" "$work/$part.lua")
    echo "round $round: $part: $result; of the listener $(of "$result" "$nothing")"
    budget "$part"
  done
done
[ "$many" -gt 0 ] || exit 0

# bounded NAME MILLISECONDS RESULT: the result and whether p99 is below, and nothing failed
bounded() {
  echo "$1: $3; $(sed -E 's/.* p99 ([0-9.]+) ms, ([0-9]+) failed/\1 \2/' <<< "$3" |
    awk -v max="$2" '{ print ($1 < max && $2 == 0) ? "within" : "NOT WITHIN", max, "ms" }')"
}

# throttle PERIODS: in each ten seconds as many RSA-4096 keys as a vault makes; statuses go to a file
throttle() {
  for period in $(seq "$1"); do
    for number in $(seq 20); do
      curl -sS -o /dev/null -w '%{http_code}\n' --cacert "$work/ca/ca.pem" -X POST \
        "$url/keys/big-$period-$number/create?api-version=$version" -H "Host: $other" \
        -H "Authorization: Bearer $token" -H 'Content-Type: application/json' \
        -d '{"kty":"RSA","key_size":4096}' >> "$work/created" &
    done
    sleep 10
  done
  wait
}

throttle $(((seconds + 9) / 10)) &
maker=$!
bounded "unwrapKey RSA-2048 while another vault makes RSA-4096 keys" 500 "$(load "$work/rsa.lua" "$seconds")"
wait "$maker"
echo "keys asked for, by status: $(sort "$work/created" | uniq -c | tr -s ' \n' ' ')"

# A wave of requests that are refused, over as many connections as one network has.
sed "s/Bearer .*\"/Bearer $revoked\"/" "$work/rsa.lua" > "$work/flood.lua"
wrk -t 1 -c 240 -d "$((seconds + 2))" -s "$work/flood.lua" "$url" > "$work/flooded" &
flood=$!
sleep 1
bounded "unwrapKey RSA-2048 while 240 connections are refused" 1000 "$(load "$work/rsa.lua" "$seconds")"
wait "$flood"
sed -n 's/^Requests.sec: */refused meanwhile, a second: /p' "$work/flooded"

# metadata FILE METHOD PATTERN BODY: requests to random ones of the keys; %d in the pattern is a number
metadata() {
  cat > "$1" <<LUA
local headers = { ["Host"] = "$host", ["Authorization"] = "Bearer $token", ["Content-Type"] = "application/json" }
local counter = 0
local threads = 0
function setup(thread)
  thread:set("id", threads)
  threads = threads + 1
end
function init(arguments)
  math.randomseed(os.time() + id)
end
function request()
  counter = counter + 1
  local number = $5
  return wrk.format("$2", string.format("$3?api-version=$version", number), headers, $4)
end
$(sed -n '/^function done/,/^end/p' "$work/rsa.lua")
LUA
}

fresh='id * 10000000 + counter'
metadata "$work/fill.lua" POST /keys/fill-%d/create "'{\"kty\":\"oct\"}'" "$fresh"
measure() {
  echo "$1 keys: get $(load "$work/get.lua" "$seconds")"
  echo "$1 keys: list $(load "$work/list.lua" "$seconds")"
  echo "$1 keys: update $(load "$work/update.lua" "$seconds")"
}

call POST /keys/fill-1/create '{"kty":"oct"}' > /dev/null
for number in $(seq 2 30); do
  call POST "/keys/fill-$number/create" '{"kty":"oct"}' > /dev/null
done
metadata "$work/get.lua" GET /keys/fill-%d/ nil 'math.random(30)'
metadata "$work/list.lua" GET /keys nil 'math.random(30)'
metadata "$work/update.lua" PATCH /keys/fill-%d "'{\"tags\":{\"a\":\"b\"}}'" 'math.random(30)'
measure 32
begin=$(date +%s)
made=0 first=0
while [ "$made" -lt "$many" ]; do
  made=$((made + $(wrk -t 2 -c "$connections" -d 10 -s "$work/fill.lua" "$url" | sed -n 's/^ *\([0-9]*\) requests in .*/\1/p')))
  [ "$first" -gt 0 ] || first=$made # the first quarter of them has no gaps
  # The next round's numbers follow those of this one.
  sed -i "s/^local counter = .*/local counter = $made/" "$work/fill.lua"
done
echo "made $made keys in $(($(date +%s) - begin)) s"
metadata "$work/get.lua" GET /keys/fill-%d/ nil "math.random($((first / 4)))"
metadata "$work/update.lua" PATCH /keys/fill-%d "'{\"tags\":{\"a\":\"b\"}}'" "math.random($((first / 4)))"
measure "$made"
