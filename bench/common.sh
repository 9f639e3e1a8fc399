# What the benchmarks have in common. They read this file, from the project's folder; nobody runs it.
# shellcheck shell=bash

# need_jdk: $java is the program of a JDK 25
need_jdk() {
  java=${JAVA_HOME:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' 2> /dev/null | sort | head -n 1)}/bin/java
  if ! "$java" -version 2>&1 | grep -q 'version "25'; then
    echo "needs a JDK 25; set JAVA_HOME to it" >&2
    exit 1
  fi
}

# build: compiles the benchmarks; "$java" -cp "$class_path" runs one
build() {
  need_jdk
  mvn -B -q -Pbench -pl bench -am process-classes
  # shellcheck disable=SC2034 # those who read this use it
  class_path=bench/target/classes:$(cat bench/target/classpath.txt)
}

# prepare: builds the program, and has its start-up cache made; prints its version. A cache that is older than the
# program would be passed over without a word.
prepare() {
  ./freehold --version > /dev/null
  local jar
  for jar in server/target/freehold/freehold.jar server/target/quick/freehold/freehold.jar; do
    [ ! -f "$jar" ] || find server/target/caches -name '*.aot' ! -newer "$jar" -delete
  done
  ./freehold --version
}

# Options of a JVM that calls libraries of the machine: for ciphers, SQLite, or flushing a folder.
# shellcheck disable=SC2034 # those who read this use it
native=(--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

# stamp: when and where the figures below it are measured, and beside what load
stamp() { echo "$(date -u +%FT%RZ), $(nproc) cores, load $(cut -d ' ' -f 1-3 /proc/loadavg)"; }

# measure_in FOLDER: $folder is FOLDER, or, if that is empty, a new one that is removed when the script ends
measure_in() {
  folder=$1
  [ -z "$folder" ] || return 0
  folder=$(mktemp -d)
  trap 'rm -rf "$folder"' EXIT
}

# load_vault: starts a vault to be loaded, whose addresses and tokens are files in $work; it ends with the script
load_vault() {
  work=$(mktemp -d)
  mkfifo "$work/stop"
  "$java" -Xmx512m "${native[@]}" ${BENCH_JAVA_OPTS:-} -cp "$class_path" \
    dev.freehold.bench.vault.LoadedVault "$work" < "$work/stop" > "$work/log" 2>&1 &
  pid=$!
  exec 7> "$work/stop"
  trap 'exec 7>&-; wait "$pid" || true; rm -rf "$work"' EXIT
  until [ -s "$work/url" ]; do
    kill -0 "$pid" || { cat "$work/log" >&2; exit 1; }
    sleep 0.1
  done
}
