#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
for python in "$here/python/bin/python3" "$here/env/bin/python"; do
  if [ -x "$python" ]; then
    exec "$python" -m drafter "$@"
  fi
done
echo "还没有安装：请先运行 安装.sh。" >&2
exit 1
