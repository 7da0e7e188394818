@echo off
chcp 65001 >nul
cd /d "%~dp0"
if not exist "我的办公室\templates" call drafter.bat init 我的办公室
if errorlevel 1 (
  pause
  exit /b 1
)
cd 我的办公室
set "DRAFTER_HIDE=1"
echo 正在打开工作台，请稍候……
call "%~dp0drafter.bat" desk
if errorlevel 1 pause
