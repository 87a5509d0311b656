"""Python's standard library: urllib, and the format read by hand. It reads one stream and does not come back."""
import json, sys, urllib.request

request = urllib.request.Request(sys.argv[1], headers={"Accept": "text/event-stream", "Cache-Control": "no-cache"})
with urllib.request.urlopen(request) as stream:
    if stream.status != 200 or stream.headers.get_content_type() != "text/event-stream":
        sys.exit("no event stream")
    kind, data, last = "", [], ""
    for line in map(lambda raw: raw.decode("utf-8", "replace").rstrip("\r\n"), stream):
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if not line:
            if data:
                event = {"type": kind or "message", "data": "\n".join(data), "id": last}
                print(json.dumps(event), flush=True)
            kind, data = "", []
        elif name == "event":
            kind = value
        elif name == "data":
            data.append(value)
        elif name == "id":
            last = value
