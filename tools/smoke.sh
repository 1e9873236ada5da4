#!/bin/bash
# Quick checks before a change lands; the full ones are `npm test`.
set -e
cd "$(dirname "$0")/.."
if git ls-files --error-unmatch node_modules >/dev/null 2>&1; then
  echo "node_modules is tracked: git rm --cached node_modules, and amend the commit that added it"
  exit 1
fi
