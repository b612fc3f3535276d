#!/usr/bin/env bash
# Passes all tests, stage by stage, and stops at the first that fails. Needs a Rust toolchain, Node,
# and the package registries. The last line says how many tests passed and failed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

# One target folder for everything, also for crates outside of the workspace.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$PWD/target}"
export CARGO_TERM_COLOR="${CARGO_TERM_COLOR:-never}" NO_COLOR="${NO_COLOR:-1}"
# Where the Rust tests leave TypeScript for the TypeScript tests.
export ANTIPHON_GENERATED="$CARGO_TARGET_DIR/tmp/typescript"
exec </dev/null

passed=0
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# Sums the totals in a log: those of `cargo test`, of Node's test runner and of Vitest.
total() {
    local word=$1
    awk -v word="$word" '
        { gsub(/\033\[[0-9;]*m/, "") }
        /^test result: / && match($0, "[0-9]+ " word) { sum += substr($0, RSTART) + 0 }
        /^ *Tests  / && match($0, "[0-9]+ " word) { sum += substr($0, RSTART) + 0 }
        $1 ~ /^(#|ℹ)$/ && $2 == (word == "passed" ? "pass" : "fail") && $3 ~ /^[0-9]+$/ { sum += $3 }
        END { print sum + 0 }
    ' "$log"
}

finish() {
    echo
    echo "$passed passed, $failed failed"
    exit "$1"
}

# Runs one stage, whose output is shown as it comes.
stage() {
    local name=$1 code=0
    shift
    echo
    echo "== $name"
    "$@" 2>&1 | tee "$log" || code=$?
    passed=$((passed + $(total passed)))
    local now
    now=$(total failed)
    if [ "$code" -ne 0 ] || [ "$now" -gt 0 ]; then
        # A stage without tests of its own counts as one.
        failed=$((failed + (now > 0 ? now : 1)))
        echo
        if [ "$(type -t "$1")" = file ]; then
            echo "failed: $name; repeat it with: $*"
        else
            echo "failed: $name"
        fi
        finish 1
    fi
}

# A tool that must be there, and what to do when it is not.
need() {
    if ! command -v "$1" >/dev/null; then
        echo "$1 is missing: $2"
        failed=1
        finish 1
    fi
}

# What is committed for the reference protocol is what this compiler writes.
up_to_date() {
    cargo run --quiet --bin antiphon -- generate --check --deny-warnings
}

# The examples' outputs are not committed; each can be made.
examples() {
    local definition
    for definition in examples/*/protocol.yaml; do
        cargo run --quiet --bin antiphon -- generate --deny-warnings "$definition" || return 1
    done
}

typescript() {
    cd tests/typescript && npm ci --no-audit --no-fund && npm test
}

need cargo "install a Rust toolchain, with rustup"
need npm "install Node 20 or later"

# Generated crates are formatted by the compiler, in its own way.
stage "formatting" cargo fmt --check --package antiphon-codegen --package antiphon-derive --package antiphon --package antiphon-outputs
stage "lints" cargo clippy --workspace --all-targets --all-features --quiet -- -D warnings
stage "Rust tests" cargo test --workspace --all-features --quiet -- -D warnings
stage "generated files are up to date" up_to_date
stage "examples" examples
stage "TypeScript tests" typescript
finish 0
