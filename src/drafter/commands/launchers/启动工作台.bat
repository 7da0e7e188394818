@echo off
chcp 65001 >nul
title 工作台
cd /d "%~dp0"
set "RUN="
if exist "..\drafter.bat" set "RUN=call ..\drafter.bat"
if not defined RUN if exist "{python}" set "RUN="{python}" -m drafter"
if not defined RUN where drafter >nul 2>nul && set "RUN=drafter"
if not defined RUN set "RUN=py -m drafter"
set "DRAFTER_HIDE=1"
echo 正在打开工作台，请稍候……
%RUN% desk
if errorlevel 1 (
  echo 工作台没有打开，原因见上面。
  pause
)
