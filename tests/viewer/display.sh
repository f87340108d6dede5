# shellcheck shell=bash
# What tests of the real window share: a display in memory, counting, keys. Sourced at the root of the
# tree, by tests that need Xvfb and xdotool; without them, or without a display, they are skipped.
#
#   check WHAT COMMAND…    one test, that the command succeeds within some seconds
#   key KEY…               to $window
#   $scratch, $viewer, $app (0: none), $XDG_CONFIG_HOME: a folder, the program, its process, its settings
viewer=${GROVE_VIEWER:-build/release/grove-viewer}
passed=0 failed=0

result() { echo "$passed passed, $failed failed, $1 skipped"; }
skip() { echo "skipped: $1" && result 1 && exit 0; }
# check WHAT COMMAND…: one test, that the command succeeds within some seconds.
check() {
  local what=$1 tries
  shift
  for ((tries = 0; tries < 100; ++tries)); do
    if "$@"; then passed=$((passed + 1)) && return; fi
    sleep 0.2
  done
  failed=$((failed + 1))
  echo "FAILED: $what"
}

[ -x "$viewer" ] || { echo "no viewer at $viewer" && failed=1 && result 0 && exit 1; }
command -v Xvfb >/dev/null || skip "Xvfb is not installed"
command -v xdotool >/dev/null || skip "xdotool is not installed"

scratch=$(mktemp -d)
display=0 app=0
cleanup() {
  [ $app = 0 ] || kill $app 2>/dev/null
  [ $display = 0 ] || kill $display 2>/dev/null
  wait 2>/dev/null
  rm -rf "$scratch"
}
trap cleanup EXIT

mkdir "$scratch/screen"
# Without -noreset it starts anew whenever its last client goes, and a window that is just being
# opened then finds no display.
Xvfb -noreset -displayfd 3 -screen 0 1700x1100x24 -fbdir "$scratch/screen" \
  3>"$scratch/number" 2>"$scratch/xvfb" &
display=$!
number() { [ -s "$scratch/number" ]; }
check "a display opens" number
[ $failed = 0 ] || skip "Xvfb does not start: $(tail -n 1 "$scratch/xvfb")"
DISPLAY=:$(cat "$scratch/number")
export DISPLAY XDG_CONFIG_HOME=$scratch/config
# Under the sanitizers: what the graphics driver leaves behind when it is unloaded is not ours. Leaks
# of ours are looked for where there is no window.
export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0
window=""
key() { xdotool key --window "$window" "$@"; }
