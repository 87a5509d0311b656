#!/bin/sh
# Probes the event stream of a server that a command starts. The report goes to the log, and as HTML and JUnit XML to a folder.
# All comes from the environment: see README.md.
set -uf # f: a * in SSE_OPTIONS is no list of files

report=${SSE_REPORT:-sse-report}
mkdir -p "$report" || exit 2

# The probe replaces these. Whatever keeps it from that, such as a Java that is too old, leaves a test that fails, and no
# report of an earlier run.
rm -f "$report/probe.html"
cat >"$report/probe.xml" <<'END' || exit 2
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="sse probe" tests="1" failures="0" errors="1" skipped="0">
  <testsuite name="sse probe" tests="1" failures="0" errors="1" skipped="0">
    <testcase classname="sse probe" name="sse probe: nothing was judged" time="0.000">
      <error message="The probe did not come to its end. The log of this job says why. 探测没有进行到最后，原因见本作业的日志。"/>
    </testcase>
  </testsuite>
</testsuites>
END

fail() { # EN ZH
    case ${LC_ALL:-${LC_MESSAGES:-${LANG-}}} in
    zh*) echo "$2" >&2 ;;
    *) echo "$1" >&2 ;;
    esac
    exit 2
}

[ -n "${SSE_START-}" ] || fail \
    'SSE_START is not set. Wanted: the command that starts your server, which listens on 127.0.0.1 and the port in PORT.' \
    '没有设置 SSE_START。应为启动你的服务器的命令；服务器须监听 127.0.0.1 上由 PORT 指定的端口。'
path=${SSE_PATH:-/events}
case $path in
/*) ;;
*) fail \
    "SSE_PATH is \"$path\". Wanted: the path of the stream, which begins with /, for example /events." \
    "SSE_PATH 的值是 \"$path\"。应为流的路径，以 / 开头，例如 /events。" ;;
esac

set -- probe "$path" --exec "$SSE_START" --also "$report/probe.html" --also "$report/probe.xml"
[ -z "${SSE_KNOWN-}" ] || set -- "$@" --known "$SSE_KNOWN"
# shellcheck disable=SC2086 # words
set -- "$@" ${SSE_OPTIONS-}
IFS='
'
# shellcheck disable=SC2086 # lines
exec java -jar "${SSE_JAR:-sse.jar}" "$@" ${SSE_ARGUMENTS-}
