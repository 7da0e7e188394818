@echo off
chcp 65001 >nul
set "PATH=%~dp0;%PATH%"
cd /d "%~dp0"
if not exist "我的办公室\templates" call drafter.bat init 我的办公室
if errorlevel 1 (
  pause
  exit /b 1
)
cd 我的办公室
echo.
echo 现在就在工作目录“我的办公室”里。试一试：
echo   drafter generate 2021.yaml
echo 全部命令：drafter --help
cmd /k
