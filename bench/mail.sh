#!/usr/bin/env bash
# Mail beside Dovecot: as it is, and with mail_crypt and a key for each user. All on loopback and in
# a temporary folder, gone at the end.
#   bench/mail.sh [messages of a round, 500] [rounds, 3] [messages of a large folder, 0] [messages to migrate, 0]
# Needs dovecot-imapd and dovecot-lmtpd; as root on Debian it installs them.
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
readonly plain_imap=46143 plain_lmtp=46024 crypt_imap=47143 crypt_lmtp=47024
: "${JAVA_HOME:?set it to a JDK 25}"

if ! command -v dovecot > /dev/null || [ ! -e /usr/lib/dovecot/lmtp ] || [ ! -e /usr/lib/dovecot/imap ]; then
  apt-get update -q > /dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
    dovecot-imapd dovecot-lmtpd > /dev/null
fi
./freehold --version > /dev/null
mvn -B -q -Pbench -pl bench -am -Dwithout.tests=true -DskipTests process-classes

home=$(mktemp -d)
readonly home
chmod 755 "$home"
pids=()
stop() {
  for pid in "${pids[@]}"; do
    kill "$pid" 2> /dev/null || true
    wait "$pid" 2> /dev/null || true
  done
  rm -rf "$home"
}
trap stop EXIT

# dovecot NAME IMAP-PORT LMTP-PORT: its settings on standard input are added to the common ones.
dovecot_of() {
  local name=$1 imap=$2 lmtp=$3 folder=$home/$1
  mkdir -p "$folder"/{run,state,mail,home}
  chown -R nobody "$folder"/{mail,home}
  cat > "$folder/dovecot.conf" << EOF
dovecot_config_version = 2.4.1
dovecot_storage_version = 2.4.1
base_dir = $folder/run
state_dir = $folder/state
log_path = $folder/log
listen = 127.0.0.1
ssl = no
auth_allow_cleartext = yes
auth_mechanisms = plain
protocols = imap lmtp
mail_driver = maildir
mail_path = $folder/mail/%{user}
mail_home = $folder/home/%{user}
mail_uid = nobody
mail_gid = nogroup
first_valid_uid = 1
first_valid_gid = 1
mail_fsync = always
mail_max_userip_connections = 100
passdb static {
  password = secret
}
userdb static {
  fields {
    uid = nobody
    gid = nogroup
    home = $folder/home/%{user}
  }
}
service imap-login {
  inet_listener imap {
    port = $imap
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  inet_listener lmtp {
    port = $lmtp
  }
}
$(cat)
EOF
  dovecot -F -c "$folder/dovecot.conf" > "$folder/out" 2>&1 &
  pids+=("$!")
}

dovecot_of plain $plain_imap $plain_lmtp < /dev/null
dovecot_of crypt $crypt_imap $crypt_lmtp << EOF
mail_plugins {
  mail_crypt = yes
}
crypt_user_key_curve = prime256v1
crypt_write_algorithm = aes-256-gcm-sha256
mail_attribute {
  dict file {
    path = $home/crypt/home/attributes
  }
}
EOF
until [ -S "$home/plain/run/auth-userdb" ] && [ -S "$home/crypt/run/auth-userdb" ]; do
  for pid in "${pids[@]}"; do
    kill -0 "$pid" 2> /dev/null || { cat "$home"/*/out >&2; exit 1; }
  done
  sleep 0.1
done
doveadm -c "$home/crypt/dovecot.conf" mailbox cryptokey generate -u alice -U > /dev/null

echo "== $(stamp)"
"$JAVA_HOME/bin/java" -cp "bench/target/classes:$(cat bench/target/classpath.txt)" \
  dev.freehold.bench.mail.MailBench "$home/freehold" "${1:-500}" "${2:-3}" "${3:-0}" \
  "dovecot:$plain_imap:$plain_lmtp:alice:secret" \
  "mail_crypt:$crypt_imap:$crypt_lmtp:alice:secret"
[ "${4:-0}" = 0 ] || "$JAVA_HOME/bin/java" -cp "bench/target/classes:$(cat bench/target/classpath.txt)" \
  dev.freehold.bench.mail.MigrationBench "$home/migration" "$4" \
  "dovecot:$plain_imap:$plain_lmtp:alice:secret" \
  "mail_crypt:$crypt_imap:$crypt_lmtp:alice:secret"
