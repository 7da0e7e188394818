@echo off
chcp 65001 >nul
setlocal
cd /d "%~dp0"
set "PY="
py -{python} -c "" >nul 2>nul && set "PY=py -{python}"
if not defined PY python -c "import sys; sys.exit(sys.version_info[:2] != tuple(map(int, '{python}'.split('.'))))" >nul 2>nul && set "PY=python"
if not defined PY goto nopython
echo 正在安装，请稍候……
%PY% -m venv env || goto failed
env\Scripts\python.exe -m pip install --quiet --no-index --find-links wheels "drafter[desk,watch,xls]" || goto failed
echo 装好了。双击“打开工作台.bat”就可以用。
pause
exit /b 0
:nopython
echo 这台电脑上没有 Python {python}。
echo 请先安装 Python {python}（64 位），或者换用带 Python 的“免安装”包。
pause
exit /b 1
:failed
echo 没有装上，原因见上面。可以把整个文件夹移到别处（如 D:\drafter）再试一次。
pause
exit /b 1
