#!/bin/bash
# Quick checks before a change lands (under 10 seconds); the full ones are `npm test`.
set -e
cd "$(dirname "$0")/.."
if git ls-files --error-unmatch node_modules >/dev/null 2>&1; then
  echo "node_modules is tracked: git rm --cached node_modules, and amend the commit that added it"
  exit 1
fi
node tools/build.mjs bundles >/dev/null
[ -f dist/lib.taipan ] || node tools/build.mjs library >/dev/null
[ "$(timeout 10 node dist/taipan.js -c 'import os, re, enum; print(sum(range(10)), os.sep)')" = "45 /" ] || { echo "smoke: -c fails"; exit 1; }
# Programs that once agreed with CPython must go on doing so.
timeout 60 node tools/run-programs.mjs --quiet \
  class_machinery container_errors dict_semantics iterators_and_generators protocol_errors set_order tiny_vm
