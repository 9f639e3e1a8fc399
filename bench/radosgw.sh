#!/usr/bin/env bash
# The tests of the S3 blob store against a real Ceph radosgw instead of S3Proxy: one monitor, one
# manager, one OSD in memory, all on loopback and in a temporary folder, gone at the end.
#   bench/radosgw.sh [tests, default S3BlobStoreTest]
# Needs radosgw, ceph-mon, ceph-mgr and ceph-osd; as root on Debian it installs them.
set -euo pipefail
cd "$(dirname "$0")/.."
tests=${1:-S3BlobStoreTest}
readonly mon_port=${MON_PORT:-46789} s3_port=${S3_PORT:-47480}

for command in radosgw ceph-mon ceph-mgr ceph-osd; do
  if ! command -v "$command" > /dev/null; then
    apt-get update -q > /dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
      radosgw ceph-mon ceph-mgr ceph-osd > /dev/null
    break
  fi
done

home=$(mktemp -d)
readonly home
pids=()
stop() {
  local i
  for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
    kill "${pids[i]}" 2> /dev/null || true
    wait "${pids[i]}" 2> /dev/null || true
  done
  rm -rf "$home"
}
trap stop EXIT

# Each daemon in the foreground of a background job: its process id is known, whatever it is called.
run() {
  local name=$1
  shift
  "$@" > "$home/$name.out" 2>&1 &
  pids+=("$!")
}

within() {
  local seconds=$1 what=$2
  shift 2
  local end=$((SECONDS + seconds))
  until "$@" > /dev/null 2>&1; do
    if ((SECONDS >= end)); then
      echo "not within $seconds s: $what" >&2
      tail -n 20 "$home"/*.out "$home"/*.log >&2 || true
      exit 1
    fi
    sleep 0.2
  done
}

fsid=$(cat /proc/sys/kernel/random/uuid)
classes=$(dirname "$(find /usr/lib* -name 'libcls_rgw.so' -print -quit)")
export CEPH_CONF=$home/ceph.conf
cat > "$CEPH_CONF" << CONF
[global]
fsid = $fsid
mon initial members = a
mon host = [v2:127.0.0.1:$mon_port/0]
public addr = 127.0.0.1
cluster addr = 127.0.0.1
auth cluster required = cephx
auth service required = cephx
auth client required = cephx
keyring = $home/\$name.keyring
run dir = $home
admin socket = $home/\$name.asok
log file = $home/\$name.log
pid file =
osd pool default size = 1
osd pool default min size = 1
osd pool default pg num = 8
osd crush chooseleaf type = 0
mon allow pool size one = true
mon data = $home/mon
mgr data = $home/mgr
osd data = $home/osd
osd objectstore = memstore
memstore device bytes = 4294967296
osd class dir = $classes
rgw frontends = beast endpoint=127.0.0.1:$s3_port
rgw data = $home/rgw
CONF
mkdir "$home"/{mon,mgr,osd,rgw}

ceph-authtool --create-keyring "$home/mon.a.keyring" --gen-key -n mon. --cap mon 'allow *' > /dev/null
ceph-authtool --create-keyring "$home/client.admin.keyring" --gen-key -n client.admin \
  --cap mon 'allow *' --cap osd 'allow *' --cap mgr 'allow *' > /dev/null
ceph-authtool "$home/mon.a.keyring" --import-keyring "$home/client.admin.keyring" > /dev/null
monmaptool --create --fsid "$fsid" --addv a "[v2:127.0.0.1:$mon_port]" "$home/monmap" > /dev/null
ceph-mon --mkfs -i a --monmap "$home/monmap" --keyring "$home/mon.a.keyring"
run mon ceph-mon -f -i a
within 30 "the monitor answers" timeout 5 ceph -s

ceph auth get-or-create mgr.x mon 'allow profile mgr' osd 'allow *' > "$home/mgr.x.keyring"
run mgr ceph-mgr -f -i x
ceph auth get-or-create osd.0 mon 'allow profile osd' mgr 'allow profile osd' osd 'allow *' \
  > "$home/osd.0.keyring"
osd_uuid=$(cat /proc/sys/kernel/random/uuid)
ceph osd new "$osd_uuid" > /dev/null
ceph-osd -i 0 --mkfs --osd-uuid "$osd_uuid" 2> "$home/mkfs.out"
run osd ceph-osd -f -i 0
within 60 "the OSD is up" sh -c 'ceph osd stat | grep -q "1 up"'

ceph auth get-or-create client.rgw.s3 mon 'allow rw' osd 'allow rwx' mgr 'allow rw' \
  > "$home/client.rgw.s3.keyring"
run rgw radosgw -f -n client.rgw.s3
within 120 "radosgw answers" curl -sf "http://127.0.0.1:$s3_port/"

BLOB_TEST_S3_ENDPOINT=http://127.0.0.1:$s3_port
BLOB_TEST_S3_ACCESS_KEY=blob-test
BLOB_TEST_S3_SECRET_KEY=$(head -c 24 /dev/urandom | base64 | tr -d '/+=')
export BLOB_TEST_S3_ENDPOINT BLOB_TEST_S3_ACCESS_KEY BLOB_TEST_S3_SECRET_KEY
radosgw-admin user create --uid=blobs --display-name=blobs --max-buckets=0 \
  --access-key="$BLOB_TEST_S3_ACCESS_KEY" --secret-key="$BLOB_TEST_S3_SECRET_KEY" > /dev/null
echo "== $(radosgw --version), up after $SECONDS s"

mvn -B -ntp -pl content -am test -Dtest="$tests" -Dsurefire.failIfNoSpecifiedTests=false |
  grep -E 'Tests run|ERROR|BUILD'
echo "== $(radosgw-admin bucket list | grep -c '"b-') buckets were made in radosgw"
