# curl is no client of event streams: it prints the bytes. Only its text is told, a line at a time.
curl --silent --no-buffer --location --header 'Accept: text/event-stream' "$1" |
    while IFS= read -r line; do printf '{"data":"%s"}\n' "$(printf %s "$line" | sed 's/[\\"]/\\&/g')"; done
