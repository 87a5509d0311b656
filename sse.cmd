@echo off
rem Starts the checker: finds a JDK, has launcher\Build.java build what is missing or stale, hands over to Java.
rem The same as ./sse, for Windows: change both. Windows PowerShell is asked only whether something is stale.
setlocal EnableExtensions DisableDelayedExpansion

set "WANTED=21"
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
set "STATE=%HOME_DIR%\.sse"
set "TARGET=%HOME_DIR%\checker\target"
set "JAR=%TARGET%\checker.jar"
set "STAMP=%TARGET%\.built"
set "SOURCES=pom.xml checker/pom.xml exercises/pom.xml .mvn checker/src/main web vectors config"

rem --- which JDK: a search of its own, as launcher\jdk.sh is for sh ------------------------------------

set "JDK="
set "FOUND="
set "FOUND_VERSION=0"
if defined JAVA_HOME call :look "%JAVA_HOME%"
if defined JDK goto :build
for /f "delims=" %%J in ('where java.exe 2^>nul') do call :look_bin "%%~dpJ"
if defined JDK goto :build
set "REMEMBERED="
if exist "%STATE%\jdk" set /p REMEMBERED=<"%STATE%\jdk"
if defined REMEMBERED call :look "%REMEMBERED%"
if defined JDK goto :build
for %%D in (
    "%ProgramFiles%\Java" "%ProgramFiles%\Eclipse Adoptium" "%ProgramFiles%\Microsoft" "%ProgramFiles%\Zulu"
    "%ProgramFiles%\Amazon Corretto" "%ProgramFiles%\BellSoft" "%ProgramFiles%\OpenJDK"
    "%LOCALAPPDATA%\Programs\Eclipse Adoptium" "%LOCALAPPDATA%\Programs\Microsoft"
    "%USERPROFILE%\.jdks" "%USERPROFILE%\.sdkman\candidates\java" "%USERPROFILE%\.jabba\jdk"
    "%USERPROFILE%\.gradle\jdks"
) do if exist "%%~D\" for /d %%J in ("%%~D\*") do call :look "%%~J"
for /d %%J in ("%USERPROFILE%\scoop\apps\*jdk*" "%ProgramData%\scoop\apps\*jdk*") do call :look "%%~J\current"
if defined JDK goto :remember

if "%FOUND_VERSION%"=="0" set "WHAT=found no Java"
if not "%FOUND_VERSION%"=="0" set "WHAT=found java %FOUND_VERSION% in %FOUND%"
if %FOUND_VERSION% GEQ %WANTED% set "WHAT=found only a Java %FOUND_VERSION% without a compiler in %FOUND%"
set "SAY=JDK %WANTED% or later is needed; %WHAT%. Install one, for example Eclipse Temurin (https://adoptium.net), or set JAVA_HOME."
call :say
exit /b 3

:remember
if not exist "%STATE%\" mkdir "%STATE%" 2>nul
set "FILE=%STATE%\jdk"
set "LINE=%JDK%"
call :put

rem --- what to build -------------------------------------------------------------------------------

:build
set "QUICK=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
set "ARCHIVE=%TARGET%\start-%VERSION%.jsa"
set "ARCHIVE_KEY=%JDK% %HOME_DIR%"
call :fresh
if "%FRESH%"=="yes" goto :start
set "JAVA_HOME=%JDK%"
"%JDK%\bin\java.exe" %QUICK% "%HOME_DIR%\launcher\Build.java" "%HOME_DIR%" "%ARCHIVE%" "%ARCHIVE_KEY%" "%QUICK%" %SOURCES% <nul
if not "%ERRORLEVEL%"=="0" exit /b %ERRORLEVEL%

rem --- the start -----------------------------------------------------------------------------------

:start
rem What a checker keeps of all servers together is a part of its heap, so the heap has a size, whatever the machine.
rem Commands that run for long get the full compiler; those that grade nothing also the JVM's own choice of heap and collector.
set "HEAP=-Xmx400m"
echo "%JAVA_TOOL_OPTIONS% %JDK_JAVA_OPTIONS% %_JAVA_OPTIONS%" | findstr /c:"-Xmx" /c:"-XX:MaxHeapSize=" /c:"-XX:MaxRAM" >nul && set HEAP=
if /i "%~1"=="watch" set "QUICK=-XX:+UseSerialGC"
for %%W in (load live board) do if /i "%~1"=="%%W" (set "QUICK=" & set HEAP=)
rem A JVM that finds the archive is not its own goes on without it; -Xlog:disable keeps it from saying so.
set ARCHIVE_OPTION=
if exist "%ARCHIVE%" set ARCHIVE_OPTION=-Xlog:disable "-XX:SharedArchiveFile=%ARCHIVE%"
rem One line: its values are filled in before endlocal takes our names out of what Java inherits.
endlocal & "%JDK%\bin\java.exe" %QUICK% %HEAP% %ARCHIVE_OPTION% "-Dworkbook.home=%HOME_DIR%" -jar "%JAR%" %*
exit /b %ERRORLEVEL%

rem --- parts ---------------------------------------------------------------------------------------

rem A message may hold any character of a path, a parenthesis or an ampersand too.
:say
setlocal EnableDelayedExpansion
>&2 echo(!SAY!
endlocal
goto :eof

rem Writes LINE to FILE, or does nothing where that is not allowed.
:put
setlocal EnableDelayedExpansion
(>"!FILE!" echo(!LINE!) 2>nul
endlocal
goto :eof

:look_bin
if defined JDK goto :eof
set "BIN=%~1"
if "%BIN:~-1%"=="\" set "BIN=%BIN:~0,-1%"
for %%P in ("%BIN%\..") do call :look "%%~fP"
goto :eof

rem Sets JDK when the folder holds a JDK that is new enough: a compiler, and a release file that says so.
:look
if defined JDK goto :eof
if not exist "%~1\bin\java.exe" goto :eof
if not exist "%~1\release" goto :eof
set "VERSION="
for /f "usebackq tokens=1,2 delims==" %%K in ("%~1\release") do if "%%K"=="JAVA_VERSION" set "VERSION=%%~L"
if not defined VERSION goto :eof
if "%VERSION:~0,2%"=="1." set "VERSION=%VERSION:~2%"
for /f "tokens=1 delims=.-+_" %%V in ("%VERSION%") do set "VERSION=%%V"
if %VERSION% GEQ %WANTED% if exist "%~1\bin\javac.exe" (
    set "JDK=%~1"
    goto :eof
)
if %VERSION% GTR %FOUND_VERSION% (
    set "FOUND_VERSION=%VERSION%"
    set "FOUND=%~1"
)
goto :eof

rem Sets FRESH to yes when nothing is newer than the build, and the archive is of this JDK, folder and build.
rem A folder is newer when a file in it came or went.
:fresh
set "FRESH=no"
for %%F in ("%JAR%" "%STAMP%" "%TARGET%\lib\" "%HOME_DIR%\exercises\target\lib\") do if not exist "%%~F" goto :eof
powershell -NoProfile -Command "$ErrorActionPreference = 'Stop'; Set-Location -LiteralPath $env:HOME_DIR; $key = Get-Item -LiteralPath ($env:ARCHIVE + '.key'); if ((Get-Content -LiteralPath $key.FullName -TotalCount 1 -Encoding UTF8) -cne $env:ARCHIVE_KEY) { exit 1 }; if ((Get-Item -LiteralPath $env:JAR).LastWriteTimeUtc -gt $key.LastWriteTimeUtc) { exit 1 }; $built = (Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; $roots = $env:SOURCES -split ' ' | Where-Object { Test-Path -LiteralPath $_ }; $all = @(Get-Item -Force -LiteralPath $roots) + @(Get-ChildItem -Force -Recurse -LiteralPath $roots); foreach ($file in $all) { if ($file.LastWriteTimeUtc -gt $built) { exit 1 } }; exit 0" <nul >nul 2>nul
if not errorlevel 1 set "FRESH=yes"
goto :eof
