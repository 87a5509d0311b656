#!/bin/sh
# Probes the event stream of a server that a command starts. The report goes to the log, and as HTML and JUnit XML to a folder.
# All comes from the environment: see README.md.
set -u

: "${SSE_START:?the command that starts the server, which listens on the port in PORT}"
report=${SSE_REPORT:-sse-report}
mkdir -p "$report" || exit 2

set -- probe "${SSE_PATH:-/events}" --exec "$SSE_START" --also "$report/probe.html" --also "$report/probe.xml"
[ -z "${SSE_KNOWN-}" ] || set -- "$@" --known "$SSE_KNOWN"
# shellcheck disable=SC2086 # words
exec java -jar "${SSE_JAR:-sse.jar}" "$@" ${SSE_OPTIONS-}
