#!/bin/sh
cd "$(dirname "$0")" || exit 1
python=$(command -v python{python})
if [ -z "$python" ]; then
  echo "这台电脑上没有 Python {python}。请先安装，或者换用带 Python 的“免安装”包。" >&2
  exit 1
fi
echo "正在安装，请稍候……"
if "$python" -m venv env &&
  env/bin/python -m pip install --quiet --no-index --find-links wheels "drafter[desk,watch,xls]"; then
  echo "装好了。运行 ./打开工作台.sh 就可以用。"
else
  echo "没有装上，原因见上面。" >&2
  exit 1
fi
