@echo off
setlocal
rem No block in brackets here: a name like 2021(1).yaml would close it.
set "PY=%~dp0python\python.exe"
if not exist "%PY%" set "PY=%~dp0env\Scripts\python.exe"
if not exist "%PY%" goto missing
"%PY%" -m drafter %*
exit /b %errorlevel%
:missing
chcp 65001 >nul
echo 还没有安装：请先双击“安装.bat”。
exit /b 1
