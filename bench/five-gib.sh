#!/usr/bin/env bash
# A document of 5 GiB over S3, there and back, with the unmodified AWS CLI and rclone: how long, how much memory the server
# had at most meanwhile, and whether the SHA-256 is the same.
#   bench/five-gib.sh [MiB, default 5120] [folder on the disk to measure]
# Needs three times the document on that disk. Names below .localhost must be resolved, as clients/s3/run sees to.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
PATH=/usr/bin:$PATH
mebibytes=${1:-5120}
work=$(mktemp -d -p "${2:-${TMPDIR:-/tmp}}")

FREEHOLD_API_PORT=0 FREEHOLD_VAULT_PORT=0 FREEHOLD_FILES_S3_PORT=0 FREEHOLD_METRICS_PORT=0 \
  ./freehold serve --data "$work/data" > "$work/out" 2> "$work/log" &
server=$!
trap 'kill "$server" 2> /dev/null || true; wait "$server" || true; rm -rf "$work"' EXIT
: > "$work/out"
until grep -q '^freehold serves at ' "$work/out"; do
  kill -0 "$server" 2> /dev/null || { cat "$work/out" "$work/log" >&2; exit 1; }
  sleep 0.1
done

CA=$work/data/tls/ca.pem
S3_URL=$(sed -n 's/^sites are S3 buckets at //p' "$work/out")
python3 clients/s3/tenants.py "$work/data/operator.json" "$CA" > "$work/keys"
# shellcheck source=/dev/null
. "$work/keys"
unset AWS_CA_BUNDLE SSL_CERT_FILE REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
export HOME=$work AWS_ACCESS_KEY_ID=$MAKER_ID AWS_SECRET_ACCESS_KEY=$MAKER_SECRET AWS_DEFAULT_REGION=us-east-1
export AWS_ENDPOINT_URL_S3=$S3_URL AWS_EC2_METADATA_DISABLED=true
export RCLONE_CONFIG=/dev/null RCLONE_CONFIG_F_TYPE=s3 RCLONE_CONFIG_F_PROVIDER=Other RCLONE_CONFIG_F_ENV_AUTH=true
export RCLONE_CONFIG_F_ENDPOINT=$S3_URL

aws_cli() { AWS_CA_BUNDLE=$CA aws s3 "$@" --only-show-errors; }
rclone_() { rclone --ca-cert "$CA" "$@"; }

# timed WHAT COMMAND...
timed() {
  local what=$1 begun ended
  shift
  echo 5 > "/proc/$server/clear_refs" # the most memory so far is counted anew
  begun=$(date +%s%3N)
  "$@"
  ended=$(date +%s%3N)
  awk -v what="$what" -v ms=$((ended - begun)) -v mib="$mebibytes" '
    /^VmHWM/ { printf "%-20s %6.1f s, %4.0f MiB/s, server at most %d MiB resident\n", what, ms / 1000, mib * 1000 / ms, $2 / 1024 }
  ' "/proc/$server/status"
}

# same CLIENT: what came down is what went up
same() {
  [ "$(sha256sum < "$work/back")" = "$hash" ] || { echo "$1: the SHA-256 differs" >&2; exit 1; }
  echo "$1: the same SHA-256"
  rm "$work/back"
}

echo "== $(stamp), $mebibytes MiB"
aws --version
rclone version | head -n 1
head -c $((mebibytes << 20)) /dev/urandom > "$work/document"
hash=$(sha256sum < "$work/document")
timed "AWS CLI, up" aws_cli cp "$work/document" s3://shared/document
timed "AWS CLI, down" aws_cli cp s3://shared/document "$work/back"
same "AWS CLI"
aws_cli rm s3://shared/document
timed "rclone, up" rclone_ copyto "$work/document" f:shared/document
timed "rclone, down" rclone_ copyto f:shared/document "$work/back"
same rclone
echo "== load at the end $(cut -d ' ' -f 1-3 /proc/loadavg)"
