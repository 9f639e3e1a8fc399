#!/usr/bin/env bash
# What a NOTIFY costs who changes folders on PostgreSQL: none, one in each transaction, and what
# Freehold does, one for all that was changed in 20 ms, in a transaction of its own. Each writer
# changes folders of its own, as an APPEND does. A server of its own on a loopback socket in a
# temporary folder, gone at the end.
#   bench/notices.sh [seconds of a round, 10] [rounds, 3]
# Needs PostgreSQL's server programs in /usr/lib/postgresql; does not run as root by itself.
set -euo pipefail
readonly seconds=${1:-10} rounds=${2:-3}
bin=$(find /usr/lib/postgresql -name pgbench -printf '%h\n' 2> /dev/null | sort -V | tail -1)
readonly bin
[ -n "$bin" ] || { echo "no pgbench in /usr/lib/postgresql; apt-get install postgresql" >&2; exit 1; }

home=$(mktemp -d)
readonly home
as=()
if [ "$(id -u)" = 0 ]; then
  chown nobody "$home"
  as=(setpriv --reuid=nobody --clear-groups --)
fi
cd "$home"
listeners=()
stop() {
  for pid in "${listeners[@]}"; do
    kill "$pid" 2> /dev/null || true
  done
  "${as[@]}" "$bin/pg_ctl" -D "$home/data" -m immediate stop > /dev/null || true
  rm -rf "$home"
}
trap stop EXIT
export PGHOST=$home PGUSER=bench PGDATABASE=postgres
"${as[@]}" "$bin/initdb" -D "$home/data" -U bench -A trust > /dev/null
"${as[@]}" "$bin/pg_ctl" -D "$home/data" -w -l "$home/log" start \
  -o "-k $home -c listen_addresses= -c max_connections=100" > /dev/null

"$bin/psql" -q << 'EOF'
CREATE TABLE folders (id INTEGER PRIMARY KEY, uid_next BIGINT NOT NULL, mod_seq BIGINT NOT NULL);
CREATE TABLE messages (folder_id INTEGER, uid BIGINT, sealed BYTEA, PRIMARY KEY (folder_id, uid));
INSERT INTO folders SELECT n, 1, 1 FROM generate_series(0, 9999) n;
EOF
append='\set folder (:client_id * 100 + random(0, 99))
BEGIN;
UPDATE folders SET uid_next = uid_next + 1, mod_seq = mod_seq + 1 WHERE id = :folder
  RETURNING uid_next - 1 AS uid \gset
INSERT INTO messages VALUES (:folder, :uid, sha512(:uid::text::bytea));'
printf '%s\nCOMMIT;\n' "$append" > none.sql
printf "%s\nSELECT pg_notify('changes', :folder::text);\nCOMMIT;\n" "$append" > inside.sql
cat > apart.sql << 'EOF'
BEGIN;
SELECT set_config('synchronous_commit', 'off', true), pg_notify('changes', repeat('x', 740));
COMMIT;
EOF

# Two processes listen, as nodes do.
for _ in 1 2; do
  { echo "LISTEN changes;"; while sleep 0.2; do echo "SELECT 1;"; done; } \
    | "$bin/psql" -q > /dev/null 2>&1 &
  listeners+=("$!")
done

# round KIND WRITERS: transactions a second
round() {
  local script=$1 apart=""
  if [ "$1" = apart ]; then
    script=none
    "$bin/pgbench" -n -f apart.sql -R 50 -c 1 -T "$seconds" > /dev/null 2>&1 &
    apart=$!
  fi
  "$bin/pgbench" -n -M prepared -f "$script.sql" -c "$2" -j 2 -T "$seconds" 2> /dev/null \
    | awk '/^tps/ { printf "%.0f", $3 }'
  [ -z "$apart" ] || wait "$apart"
}

echo "| writers | NOTIFY | transactions/s, by rounds |"
echo "|---|---|---|"
for writers in 1 16 64; do
  declare -A figures=([none]="" [inside]="" [apart]="")
  for _ in $(seq "$rounds"); do
    for kind in none inside apart; do
      figures[$kind]+="$(round "$kind" "$writers") "
    done
  done
  for kind in none inside apart; do
    echo "| $writers | $kind | ${figures[$kind]% } |"
  done
done
