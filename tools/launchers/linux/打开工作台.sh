#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
cd "$here" || exit 1
[ -d 我的办公室/templates ] || ./drafter.sh init 我的办公室 || exit 1
cd 我的办公室 || exit 1
exec ../drafter.sh desk
