#!/usr/bin/env bash
# Re-wrapping on PostgreSQL by this build and by an earlier one, in turn: how long a key takes here, as a multiple of
# what it took there. Each run also has the same rows without encryption, whose rate shows what the machine did meanwhile.
#   bench/rewrap-since.sh [commit, default fd89a909] [mailboxes, default 100000] [pairs, default 5]
set -euo pipefail
cd "$(dirname "$0")/.."
. bench/common.sh
commit=${1:-fd89a909}
mailboxes=${2:-100000}
pairs=${3:-5}

need_jdk
work=$(mktemp -d)
trap 'git worktree remove --force "$work/before"; rm -rf "$work"' EXIT
git worktree add -q --detach "$work/before" "$commit"
for build in "$work/before" .; do
  (cd "$build" && mvn -B -q -Pbench -pl bench -am -Dwithout.tests=true -DskipTests process-classes)
done

# rates FOLDER: keys a second to DONE, and without encryption
rates() {
  local data
  data=$(mktemp -d -p "$work")
  (cd "$1" && "$java" -Xmx512m "${native[@]}" -cp "bench/target/classes:$(cat bench/target/classpath.txt)" \
    dev.freehold.bench.policies.PoliciesBench "$data" postgresql "$mailboxes" 1 rewrap) |
    sed -n 's/.*order to DONE: \([0-9,]*\) keys\/s; without encryption \([0-9,]*\);.*/\1 \2/p' | tr -d ,
  rm -rf "$data"
}

for pair in $(seq "$pairs"); do
  if [ $((pair % 2)) -eq 1 ]; then
    read -r before plain_before <<< "$(rates "$work/before")"
    read -r now plain_now <<< "$(rates .)"
  else
    read -r now plain_now <<< "$(rates .)"
    read -r before plain_before <<< "$(rates "$work/before")"
  fi
  ratio=$(awk -v a="$before" -v b="$now" 'BEGIN { printf "%.3f", a / b }')
  echo "$ratio" >> "$work/ratios"
  echo "pair $pair: $commit $before keys/s (without encryption $plain_before), now $now ($plain_now);" \
    "time of a key, now of before: $ratio; load $(cut -d ' ' -f 1 /proc/loadavg)"
done
echo "median: $(sort -n "$work/ratios" | sed -n "$(((pairs + 1) / 2))p")"
