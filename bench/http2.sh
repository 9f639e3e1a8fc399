#!/usr/bin/env bash
# A vault over HTTP/1.1 and over HTTP/2: reading a key, and beside it the same listener when it answers the same
# requests with an empty 200, which is what HTTP itself costs. Both protocols by h2load, in turn in each round, on 16
# connections with one request under way on each; then HTTP/2 with ten.
# Prints each round, then the medians: requests a second, the server's processor time for a request without the
# JVM's compiler, and the client's. On few processors the client's part decides about requests a second, too.
#   bench/http2.sh [seconds of each part, default 4] [rounds, default 5]
# It needs h2load (nghttp2) and Linux.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
seconds=${1:-4}
rounds=${2:-5}
connections=16

for tool in h2load curl; do
  command -v "$tool" > /dev/null || { echo "needs $tool" >&2; exit 1; }
done
build
load_vault
url=$(cat "$work/url") host=$(cat "$work/host") token=$(cat "$work/token")
path='/keys/oct/?api-version=2025-07-01'
curl -sS --fail-with-body -o "$work/made" --cacert "$work/ca/ca.pem" -H "Host: $host" \
  -H "Authorization: Bearer $token" -H 'Content-Type: application/json' -d '{"kty":"oct","key_size":256}' \
  "$url/keys/oct/create?api-version=2025-07-01"

# spent: the processor time of the server's threads so far, in microseconds, without the JVM's compiler
spent() {
  for thread in /proc/"$pid"/task/*; do
    case $(cat "$thread/comm" 2> /dev/null) in
      'C1 Compiler'* | 'C2 Compiler'*) ;;
      *) cat "$thread/schedstat" 2> /dev/null || true ;;
    esac
  done | awk '{ nanos += $1 } END { printf "%.0f", nanos / 1000 }'
}

# part PROTOCOL WHAT: one part, as a line "requests/s, us of the server, us of the client"
part() {
  local address=$url before client ok options
  [ "$2" = get ] || address=$(cat "$work/empty")
  case $1 in
    http/1.1) options=(--h1 -H "Host: $host") ;;
    http/2) options=(-H ":authority: $host") ;;
    http/2x10) options=(-m 10 -H ":authority: $host") ;;
  esac
  before=$(spent)
  # On a machine that is too busy h2load has waited for ever for connections that it did not open.
  client=$({ TIMEFORMAT='%U %S'; time timeout $((seconds + 20)) h2load -t 2 -c "$connections" -D "$seconds" "${options[@]}" \
    -H "Authorization: Bearer $token" "$address$path" > "$work/out"; } 2>&1) ||
    { echo "h2load did not end well:" >&2; cat "$work/out" >&2; exit 1; }
  ok=$(sed -n 's/^status codes: \([0-9]*\) 2xx, 0 3xx, 0 4xx, 0 5xx$/\1/p' "$work/out")
  [ -n "$ok" ] || { cat "$work/out" >&2; exit 1; }
  awk -v ok="$ok" -v s="$seconds" -v us="$(($(spent) - before))" -v client="$client" \
    'BEGIN { split(client, c); printf "%.0f %.0f %.0f\n", ok / s, us / ok, (c[1] + c[2]) * 1e6 / ok }'
}

# median FILE COLUMN
median() { awk -v c="$2" '{ print $c }' "$1" | sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

echo "== $(stamp), $connections connections, $seconds s each"
for what in get empty; do
  for protocol in http/1.1 http/2 http/1.1 http/2; do
    part "$protocol" "$what" > "$work/warm" # a young process is still being compiled
  done
done
for round in $(seq "$rounds"); do
  for what in empty get; do
    for protocol in http/1.1 http/2 http/2x10; do
      part "$protocol" "$what" | tee -a "$work/$what-${protocol//\//}" |
        awk -v n="$round" -v w="$what" -v p="$protocol" \
          '{ printf "round %d: %s over %s: %d requests/s, server %d us, client %d us\n", n, w, p, $1, $2, $3 }'
    done
  done
done
for what in empty get; do
  for protocol in http/2 http/2x10; do
    old=$work/$what-http1.1 new=$work/$what-${protocol//\//}
    awk -v w="$what" -v p="$protocol" -v a="$(median "$old" 1)" -v b="$(median "$new" 1)" \
      -v ua="$(median "$old" 2)" -v ub="$(median "$new" 2)" -v ca="$(median "$old" 3)" -v cb="$(median "$new" 3)" \
      'BEGIN { printf "median: %s over %s, of http/1.1: requests/s %.2f (%d, %d), server %.2f (%d us, %d), client %.2f (%d us, %d)\n",
        w, p, b / a, b, a, ub / ua, ub, ua, cb / ca, cb, ca }'
  done
done
echo "load at the end $(cut -d ' ' -f 1-3 /proc/loadavg)"
