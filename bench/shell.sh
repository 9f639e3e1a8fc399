#!/usr/bin/env bash
# How quick the shell is: a command from process start to its end, with the start-up cache and without; and
# statistics of many mailboxes through a pipeline, fetched 500 at a time and one by one.
#   bench/shell.sh [mailboxes, default 10000] [runs, default 5]
# Needs curl and jq. Everything is on loopback.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
count=${1:-10000}
runs=${2:-5}
work=$(mktemp -d)
umask 077

./freehold run -c 1 > /dev/null # builds, and makes the cache, before anything is timed
export FREEHOLD_HOME=$work/home FREEHOLD_API_PORT=28443 FREEHOLD_VAULT_PORT=28444 FREEHOLD_FILES_S3_PORT=28445 FREEHOLD_METRICS_PORT=0
./freehold serve --data "$work/data" > "$work/log" 2>&1 &
server=$!
trap 'kill "$server" 2> /dev/null || true; wait "$server" 2> /dev/null || true; rm -rf "$work"' EXIT

host=freehold.localhost:28443
export FREEHOLD_URL=https://$host FREEHOLD_CA=$work/data/tls/ca.pem
request() { curl -sS --fail-with-body --resolve "$host:127.0.0.1" --cacert "$FREEHOLD_CA" "$@"; }
until request -o "$work/ready" "https://$host/readyz" 2> /dev/null; do
  kill -0 "$server"
  sleep 0.2
done

# token FILE: of the application whose credential the file has
token() {
  jq -r '"grant_type=client_credentials&client_id=\(.clientId)&client_secret=\(.clientSecret)&scope=api://freehold/.default"' "$1" |
    request -d @- "https://$host/$(jq -r .tenant "$1")/oauth2/v2.0/token" | jq -r .access_token
}
post() { request --oauth2-bearer "$(token "$1")" --json "$3" "https://$host/api/v1/$2"; }
post "$work/data/operator.json" tenants '{"name":"bench"}' | jq '{tenant: .id} + .administrator' > "$work/admin.json"
export BENCH_PASSWORD=$(head -c 18 /dev/urandom | base64)
post "$work/admin.json" users "$(jq -n '{userPrincipalName: "ada@bench.example", displayName: "Ada", roles: ["GLOBAL_ADMIN"], password: ("given: " + env.BENCH_PASSWORD)}')" > /dev/null
# Ada chooses the password that she signs in by.
request --json "$(jq -n '{userPrincipalName: "ada@bench.example", currentPassword: ("given: " + env.BENCH_PASSWORD), newPassword: env.BENCH_PASSWORD}')" "https://$host/api/v1/password"

bearer=$(token "$work/admin.json")
for ((i = 0; i < count; i++)); do
  cat << END
next
silent
resolve = "$host:127.0.0.1"
cacert = "$FREEHOLD_CA"
oauth2-bearer = "$bearer"
output = /dev/null
url = "https://$host/api/v1/mailboxes"
json = "{\"address\":\"user$i@bench.example\",\"displayName\":\"User $i\"}"
END
done | tail -n +2 > "$work/mailboxes"
curl --parallel --parallel-max 8 -K "$work/mailboxes"

cat > "$work/rows.ps1" << 'END'
param([switch]$OneByOne)
$ErrorActionPreference = 'Stop'
$password = ConvertTo-SecureString $env:BENCH_PASSWORD -AsPlainText -Force
Connect-ExchangeOnline -Credential ([pscredential]::new('ada@bench.example', $password)) -ShowBanner:$false
$start = Get-Date
if ($OneByOne) {
  Get-Mailbox -ResultSize Unlimited | ForEach-Object { Get-MailboxStatistics $_.Alias } | ft
} else {
  Get-Mailbox -ResultSize Unlimited | Get-MailboxStatistics | ft
}
Write-Warning ((Get-Date) - $start).TotalSeconds
END

median() { sort -n | awk '{ n[NR] = $1 } END { printf "%.2f", n[int((NR + 1) / 2)] }'; }
seconds() {
  local from=$EPOCHREALTIME
  "$@" > /dev/null 2>&1
  awk -v from="$from" -v to="$EPOCHREALTIME" 'BEGIN { print to - from }'
}
start() { for _ in $(seq "$runs"); do seconds ./freehold run -c '1+1'; done | median; }
rows() { for _ in $(seq "$runs"); do ./freehold run "$work/rows.ps1" "$@" 2>&1 > "$work/table" | awk 'END { print $NF }'; done | median; }

echo "== $(stamp), medians of $runs"
echo "start, with the start-up cache         $(start) s"
echo "start, without it                      $(FREEHOLD_JAVA_OPTS=-XX:AOTMode=off start) s"
rows > /dev/null
echo "$count rows, 500 in a request          $(rows) s"
lines=$(grep -c '^User ' "$work/table")
[ "$lines" = "$count" ] || { echo "only $lines rows" >&2; exit 1; }
echo "$count rows, one by one                $(rows -OneByOne) s"
