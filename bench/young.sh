#!/usr/bin/env bash
# How quick a node is in its first seconds: requests of each second after its first answer, and what part that is of
# the speed that the same process has later; for `get` and unwrapKey (RSA-2048) of the vault over HTTPS, and GET and PUT
# of 64 KiB over S3 without TLS. Each by 16 connections to a node that was just started, with the start-up cache and
# without. Then the server's processor time for each of the first 20,000 requests, and how much of it the JVM's
# compilers have.
#   bench/young.sh [seconds until it is warm, default 30] [parts, default "get unwrap s3-get s3-put"]
# It needs Linux, wrk, curl, jq and openssl. Everything is on loopback. Takes two minutes for each part.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
warm=${1:-30}
parts=${2:-get unwrap s3-get s3-put}
connections=16
young=10
first=20000
version=2025-07-01
for tool in wrk curl jq openssl; do
  command -v "$tool" > /dev/null || { echo "needs $tool" >&2; exit 1; }
done
work=$(mktemp -d)
umask 077
server=
trap '[ -z "$server" ] || { kill "$server" 2> /dev/null && wait "$server" || true; }; rm -rf "$work"' EXIT

prepare > "$work/version"
export FREEHOLD_API_PORT=28443 FREEHOLD_VAULT_PORT=28444 FREEHOLD_FILES_S3_PORT=28445 FREEHOLD_METRICS_PORT=0
export FREEHOLD_FILES_S3_PLAIN_PORT=28446 FREEHOLD_VAULT_THROTTLING_PERCENT=0
suffix=vault.freehold.localhost
vaults=https://bench.$suffix:28444
management=https://management.$suffix:28444
api=https://freehold.localhost:28443
s3=127.0.0.1:28446

# request ...: curl that finds and trusts the server
request() {
  curl -sS --fail-with-body --resolve '*:28443:127.0.0.1' --resolve '*:28444:127.0.0.1' --cacert "$work/data/tls/ca.pem" "$@"
}

serve() {
  ./freehold serve --data "$work/data" > "$work/out" 2> "$work/log" &
  server=$!
  until [ "$(request "$api/readyz" 2> /dev/null)" = ready ]; do
    kill -0 "$server" || { cat "$work/log" >&2; exit 1; }
    sleep 0.005
  done
}
stop() {
  kill "$server"
  wait "$server" || true
  server=
}

# token FILE SCOPE: for the application whose credential the file has
token() {
  jq -r --arg scope "$2" '"grant_type=client_credentials&client_id=\(.clientId)&client_secret=\(.clientSecret)&scope=\($scope)/.default"' "$1" |
    request -d @- "$api/$(jq -r .tenant "$1")/oauth2/v2.0/token" | jq -r .access_token
}
post() { request --oauth2-bearer "$(token "$1" api://freehold)" --json "$3" "$api/api/v1/$2"; }
key() { request --oauth2-bearer "$bearer" --json "$2" "$vaults/keys/$1?api-version=$version"; }

serve
post "$work/data/operator.json" tenants '{"name":"bench"}' | jq '{tenant: .id} + .administrator' > "$work/admin.json"
post "$work/admin.json" sites '{"name":"bench"}' > "$work/site"
post "$work/admin.json" access-keys '{}' > "$work/key.json"
owner=$(jq -r .objectId "$work/admin.json")
subscription=$(post "$work/admin.json" subscriptions "{\"displayName\":\"bench\",\"owners\":[\"$owner\"]}" | jq -r .id)
jq -n --arg tenant "$(jq -r .tenant "$work/admin.json")" --arg owner "$owner" '{location: "local", properties: {tenantId: $tenant,
  sku: {family: "A", name: "standard"}, enableSoftDelete: true, enablePurgeProtection: true, enableRbacAuthorization: false,
  accessPolicies: [{tenantId: $tenant, objectId: $owner, permissions: {keys: ["create", "get", "wrapKey", "unwrapKey"]}}]}}' |
  request --oauth2-bearer "$(token "$work/admin.json" "$management")" -X PUT --json @- \
    "$management/subscriptions/$subscription/resourceGroups/bench/providers/Microsoft.KeyVault/vaults/bench?api-version=2023-07-01" > "$work/vault"
bearer=$(token "$work/admin.json" "https://$suffix:28444")
secret=$(openssl rand 32 | basenc --base64url | tr -d '=')
kid=$(key rsa/create '{"kty":"RSA","key_size":2048}' | jq -r .key.kid)
wrapped=$(key rsa//wrapkey "{\"alg\":\"RSA-OAEP-256\",\"value\":\"$secret\"}" | jq -r .value)
stop

# hmac HEX-KEY TEXT
hmac() { printf %s "$2" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$1" | sed 's/.* //'; }

# signed METHOD PATH: the path with a signature that is good for an hour
signed() {
  local day now key query
  now=$(date -u +%Y%m%dT%H%M%SZ)
  day=${now%T*}
  query="X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=$(jq -r .id "$work/key.json")%2F$day%2Fus-east-1%2Fs3%2Faws4_request"
  query+="&X-Amz-Date=$now&X-Amz-Expires=3600&X-Amz-SignedHeaders=host"
  key=$(printf 'AWS4%s' "$(jq -r .secret "$work/key.json")" | od -An -v -tx1 | tr -d ' \n')
  for part in "$day" us-east-1 s3 aws4_request; do key=$(hmac "$key" "$part"); done
  hash=$(printf '%s\n%s\n%s\nhost:%s\n\nhost\nUNSIGNED-PAYLOAD' "$1" "$2" "$query" "$s3" | openssl dgst -sha256 | sed 's/.* //')
  echo "$2?$query&X-Amz-Signature=$(hmac "$key" "$(printf 'AWS4-HMAC-SHA256\n%s\n%s/us-east-1/s3/aws4_request\n%s' "$now" "$day" "$hash")")"
}

# script NAME METHOD PATH HOST AUTHORIZATION: what wrk sends, with the body of that name; it prints requests a second, and how many failed
script() {
  cat > "$work/$1.lua" << LUA
wrk.method = "$2"
wrk.path = "$3"
wrk.headers["Host"] = "$4"
wrk.headers["Authorization"] = $5
wrk.headers["Content-Type"] = "application/json"
local body = io.open("$work/$1.body")
wrk.body = body and body:read("*a")
function done(summary, latency, requests)
  local failed = summary.errors.status + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("%.0f %d\n", summary.requests / summary.duration * 1e6, failed))
end
LUA
}
script get GET "/keys/rsa/?api-version=$version" "${vaults#https://}" "\"Bearer $bearer\""
script unwrap POST "/keys/rsa/${kid##*/}/unwrapkey?api-version=$version" "${vaults#https://}" "\"Bearer $bearer\""
printf '{"alg":"RSA-OAEP-256","value":"%s"}' "$wrapped" > "$work/unwrap.body"
script s3-get GET "$(signed GET /bench/read)" "$s3" nil
script s3-put PUT "$(signed PUT /bench/written)" "$s3" nil
head -c 65536 /dev/urandom > "$work/s3-put.body"

# second PART SECONDS: requests a second
second() {
  local result url=http://$s3
  case $1 in
    s3-*) ;;
    *) url=https://127.0.0.1:28444 ;;
  esac
  result=$(wrk -t 2 -c "$connections" -d "$2" -s "$work/$1.lua" "$url" | tail -n 1)
  [ "${result#* }" = 0 ] || echo "young: ${result#* } requests of $1 failed" >&2
  echo "${result% *}"
}

# processor: the processor time of the server and that of its compilers so far, in milliseconds
processor() {
  cat /proc/"$server"/task/*/stat 2> /dev/null | awk -v hertz="$(getconf CLK_TCK)" \
    '{ compiles = /\((C1|C2) Comp/; sub(/.*\) /, ""); ms = ($12 + $13) * 1000 / hertz; all += ms; if (compiles) compiler += ms }
    END { printf "%d %d", all, compiler }'
}

# report NAME PART
report() {
  local full sum=0 seconds=0 now
  serve
  echo "0 $(processor)" > "$work/seconds"
  while [ "$seconds" -lt "$young" ] || [ "$sum" -lt "$first" ]; do
    now=$(second "$2" 1)
    seconds=$((seconds + 1)) sum=$((sum + now))
    echo "$now $(processor)" >> "$work/seconds"
  done
  second "$2" "$warm" > "$work/warming"
  full=$(second "$2" 5)
  stop
  awk -v name="$1" -v part="$2" -v full="$full" -v first="$first" '
    # The processor time of the first requests; of the second in which the last of them is, the part until then.
    {
      n[NR - 1] = $1
      if (NR == 1 || sum < first) {
        share = NR > 1 && sum + $1 > first ? (first - sum) / $1 : 1
        sum += $1
        all += share * ($2 - lastAll)
        compiler += share * ($3 - lastCompiler)
        if (NR == 1) all = compiler = 0
        lastAll = $2
        lastCompiler = $3
      }
    }
    END {
      printf "%-7s %-22s %6d/s when warm; of it in second", part, name, full
      split("1 2 3 5 10", at)
      for (i = 1; i <= 5; i++) printf " %d: %.2f", at[i], n[at[i]] / full
      printf "; the first %d: %d us each, of it the compiler %d us\n", first, all * 1000 / first, compiler * 1000 / first
    }' "$work/seconds"
}

serve
curl -sS --fail-with-body -T "$work/s3-put.body" "http://$s3$(signed PUT /bench/read)"
stop
echo "== $(stamp), $connections connections"
for part in $parts; do
  report "with the start-up cache" "$part"
  FREEHOLD_JAVA_OPTS=-XX:AOTMode=off report "without it" "$part"
done
