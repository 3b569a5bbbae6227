# SPDX-License-Identifier: Apache-2.0
# What ./demo, ./test and tools/install share: numbered steps with their times, logs, and where node is.
# shellcheck shell=bash
# Read with `source`, after `root` is set to the repository's folder.

# Node 20.19 is the oldest that the build of the pages runs on. Where the system has none, tools/install puts
# one into build/node.
export PATH="$root/build/node/node_modules/.bin:$PATH"
mkdir -p "$root/build/log"

steps_total=0
step_number=0
step_name=""
step_began=$SECONDS

# step WORDS: closes the step before with its time and opens the next.
step() {
  end_step
  step_number=$((step_number + 1))
  step_name=$1
  step_began=$SECONDS
  printf '[%d/%d] %s …\n' "$step_number" "$steps_total" "$step_name"
}

end_step() {
  if [ -n "$step_name" ]; then
    printf '      %d s\n' "$((SECONDS - step_began))"
  fi
  step_name=""
}

# fail WORDS [HELP]: says what went wrong and what to do, and ends.
fail() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  if [ -n "${2:-}" ]; then printf 'help: %s\n' "$2" >&2; fi
  exit 1
}

# quietly LOG COMMAND…: the output goes to build/log/LOG, and its end to the screen when the command fails.
quietly() {
  local log="$root/build/log/$1"
  shift
  if "$@" >"$log" 2>&1; then return 0; fi
  tail -n 60 "$log" >&2
  printf '      the whole output is in %s\n' "${log#"$root"/}" >&2
  return 1
}

# fingerprint PATH…: one line that changes when a file below any of the paths changes.
fingerprint() {
  find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d ' ' -f 1
}

# fresh STAMP PRINT THING: whether THING is there and was made from what PRINT tells of.
fresh() {
  [ -e "$3" ] && [ "$(cat "$1" 2>/dev/null)" = "$2" ]
}

# build_preset PRESET [TARGET…]: configures and builds with all cores.
build_preset() {
  local preset=$1
  shift
  local targets=()
  if [ $# -gt 0 ]; then targets=(--target "$@"); fi
  quietly "configure-$preset" cmake --preset "$preset" || return 1
  if [ -t 1 ]; then
    cmake --build --preset "$preset" -j "$(nproc)" "${targets[@]}"
  else
    quietly "build-$preset" cmake --build --preset "$preset" -j "$(nproc)" "${targets[@]}"
  fi
}

# build_web: makes web/dist, unless it was made from the same sources.
build_web() {
  local print
  print=$(fingerprint web/src web/public web/index.html web/package-lock.json web/vite.config.ts \
    web/svelte.config.js web/tsconfig.json) || return 1
  if fresh build/web.stamp "$print" web/dist/index.html; then return 0; fi
  quietly build-web npm --prefix web run build || return 1
  printf '%s\n' "$print" >build/web.stamp
}

# fill_store TRUCE EXAMPLE STORE: loads an example into a new store, unless example and program are the same as
# the last time.
fill_store() {
  local truce=$1 example=$2 store=$3 print
  print=$(fingerprint "$truce" "$example") || return 1
  if fresh "$store.stamp" "$print" "$store"; then return 0; fi
  mkdir -p "$(dirname "$store")"
  rm -f "$store" "$store-wal" "$store-shm" "$store.stamp"
  quietly "load-$(basename "$example")" "$truce" load "$example" --store "$store" || return 1
  printf '%s\n' "$print" >"$store.stamp"
}

# free_port: a port of this machine's loopback that nobody listens on.
free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 20000))
    if ! port_taken "$port"; then
      printf '%d\n' "$port"
      return 0
    fi
  done
  return 1
}

port_taken() {
  (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

server_id=""

# start_server TRUCE STORE PORT: serves in the background and comes back when it answers. stop_server ends it.
start_server() {
  "$1" serve --store "$2" --port "$3" --web web/dist >build/log/serve 2>&1 &
  server_id=$!
  for _ in $(seq 300); do
    if port_taken "$3"; then return 0; fi
    if ! kill -0 "$server_id" 2>/dev/null; then break; fi
    sleep 0.1
  done
  cat build/log/serve >&2
  return 1
}

stop_server() {
  if [ -n "$server_id" ]; then
    kill "$server_id" 2>/dev/null
    wait "$server_id" 2>/dev/null
  fi
  server_id=""
}
