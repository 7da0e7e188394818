@echo off
if exist "%~dp0python\python.exe" (
  "%~dp0python\python.exe" -m drafter %*
) else if exist "%~dp0env\Scripts\python.exe" (
  "%~dp0env\Scripts\python.exe" -m drafter %*
) else (
  chcp 65001 >nul
  echo 还没有安装：请先双击“安装.bat”。
  exit /b 1
)
