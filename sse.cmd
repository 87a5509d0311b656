@echo off
rem Starts the checker: finds a JDK, builds what is missing or stale, hands over to Java.
rem The same as ./sse, for Windows: change both. Windows PowerShell is asked only to compare file times.
setlocal EnableExtensions DisableDelayedExpansion

set "WANTED=21"
set "HOME_DIR=%~dp0"
if "%HOME_DIR:~-1%"=="\" set "HOME_DIR=%HOME_DIR:~0,-1%"
set "STATE=%HOME_DIR%\.sse"
set "TARGET=%HOME_DIR%\checker\target"
set "JAR=%TARGET%\checker.jar"
set "STAMP=%TARGET%\.built"
set "LIBRARIES=%HOME_DIR%\exercises\target\lib"
set "LOG=%STATE%\build.log"

rem --- which JDK: a search of its own, as launcher\jdk.sh is for sh -----------------------------------

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
call :fresh
if "%FRESH%"=="yes" goto :start
if not exist "%STATE%\" mkdir "%STATE%" 2>nul
del /q "%STATE%\probe" 2>nul
set "FILE=%STATE%\probe"
set "LINE=probe"
call :put
if exist "%STATE%\probe" goto :lock
if exist "%STAMP%" if exist "%JAR%" goto :old_build
set "SAY=The checker is not built yet, and %HOME_DIR% cannot be written. Make it writable, or copy the workbook to a folder of your own."
call :say
exit /b 3

:old_build
set "SAY=The sources are newer than the build, but %HOME_DIR% cannot be written: going on with the old build."
call :say
goto :start

rem One build at a time. A lock of over thirty minutes is left over from a build that was stopped.
:lock
set "TOLD="
:lock_again
mkdir "%STATE%\lock" 2>nul && goto :locked
if not defined TOLD (
    set "SAY=Another sse is building the checker; waiting for it ... (if there is none: remove %STATE%\lock)"
    set "TOLD=yes"
    call :say
)
powershell -NoProfile -Command "$l = Get-Item -LiteralPath ($env:STATE + '\lock') -ErrorAction SilentlyContinue; if ($l -and $l.LastWriteTime -lt (Get-Date).AddMinutes(-30)) { Remove-Item -LiteralPath $l.FullName -Recurse }; Start-Sleep -Milliseconds 500" <nul
goto :lock_again

:locked
call :fresh
if "%FRESH%"=="yes" goto :unlock
set "SAY=Building the checker. The first time this may take a minute ..."
if exist "%JAR%" set "SAY=Building the checker again, because its sources have changed ..."
call :say
rem A build that is stopped half-way must not count.
if exist "%STAMP%" del /q "%STAMP%"
set "FILE=%STATE%\begun"
call :put
if exist "%TARGET%\classes\" rmdir /s /q "%TARGET%\classes"
if exist "%TARGET%\maven-status\" rmdir /s /q "%TARGET%\maven-status"
if exist "%LIBRARIES%\" rmdir /s /q "%LIBRARIES%"
rem Each part alone: neither reads the folders of the exercises, where a learner may break anything.
call :maven -f exercises/pom.xml -N package
if not "%CODE%"=="0" goto :failed
call :maven -f checker/pom.xml package
if not "%CODE%"=="0" goto :failed
move /y "%STATE%\begun" "%STAMP%" >nul
:unlock
rmdir "%STATE%\lock" 2>nul
goto :start

:failed
rmdir "%STATE%\lock" 2>nul
set "SAY=The checker could not be built. This is %LOG%:"
call :say
>&2 type "%LOG%"
set "SAY=The first build downloads Maven and libraries: it needs the network once."
findstr /i /c:"unknown host" /c:"unknownhost" /c:"could not transfer" /c:"timed out" /c:"refused" "%LOG%" >nul && call :say
exit /b 3

rem --- a fast start --------------------------------------------------------------------------------

:start
set "QUICK=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
set "ARCHIVE=%TARGET%\start.jsa"
set "KEY="
if exist "%ARCHIVE%.key" set /p KEY=<"%ARCHIVE%.key"
rem A build ends without the key, because of the line in :maven.
if "%KEY%"=="%JDK% %HOME_DIR%" goto :run
if exist "%ARCHIVE%" del /q "%ARCHIVE%" 2>nul
"%JDK%\bin\java.exe" %QUICK% -Xlog:disable "-XX:ArchiveClassesAtExit=%ARCHIVE%" "-Dworkbook.home=%HOME_DIR%" -jar "%JAR%" prepare >nul 2>nul <nul
set "FILE=%ARCHIVE%.key"
set "LINE=%JDK% %HOME_DIR%"
call :put

:run
rem Commands that run for long get the full compiler and the JVM's own choice of collector.
for %%W in (load live board watch) do if /i "%~1"=="%%W" set "QUICK="
rem A JVM that finds the archive is not its own goes on without it; -Xlog:disable keeps it from saying so.
set ARCHIVE_OPTION=
if exist "%ARCHIVE%" set ARCHIVE_OPTION=-Xlog:disable "-XX:SharedArchiveFile=%ARCHIVE%"
rem One line: its values are filled in before endlocal takes our names out of what Java inherits.
endlocal & "%JDK%\bin\java.exe" %QUICK% %ARCHIVE_OPTION% "-Dworkbook.home=%HOME_DIR%" -jar "%JAR%" %*
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

rem Sets FRESH to yes when nothing is newer than the build. A folder is newer when a file came or went.
:fresh
set "FRESH=no"
if not exist "%JAR%" goto :eof
if not exist "%STAMP%" goto :eof
if not exist "%TARGET%\lib\" goto :eof
if not exist "%LIBRARIES%\" goto :eof
powershell -NoProfile -Command "$h = $env:HOME_DIR; $t = (Get-Item -LiteralPath $env:STAMP).LastWriteTimeUtc; $roots = 'pom.xml', 'checker\pom.xml', 'exercises\pom.xml', '.mvn', 'checker\src\main', 'web', 'config' | ForEach-Object { Join-Path $h $_ } | Where-Object { Test-Path -LiteralPath $_ }; $all = @(Get-Item -Force -LiteralPath $roots) + @(Get-ChildItem -Force -Recurse -LiteralPath $roots); foreach ($f in $all) { if ($f.LastWriteTimeUtc -gt $t) { exit 1 } }; exit 0" <nul >nul 2>nul
if not errorlevel 1 set "FRESH=yes"
goto :eof

rem Sets CODE to what Maven ends with.
:maven
if exist "%TARGET%\start.jsa.key" del /q "%TARGET%\start.jsa.key"
setlocal
set "JAVA_HOME=%JDK%"
pushd "%HOME_DIR%"
call "%HOME_DIR%\mvnw.cmd" -B -q -Dmaven.test.skip=true %* >"%LOG%" 2>&1 <nul
set "CODE=%ERRORLEVEL%"
popd
endlocal & set "CODE=%CODE%"
goto :eof
