// The npm package eventsource-parser behind fetch: a parser only, so nothing comes back when the stream has ended.
import { createParser } from "eventsource-parser";

export function read(url, _, tell) {
    const stop = new AbortController();
    let last = "";
    const parser = createParser({
        onEvent: ({ event, data, id }) => tell({ type: event || "message", data, id: (last = id ?? last) }),
        onComment: (comment) => tell({ comment }),
    });
    fetch(url, { headers: { Accept: "text/event-stream", "Cache-Control": "no-cache" }, signal: stop.signal })
        .then(async (response) => {
            if (response.status === 200 && response.headers.get("content-type")?.toLowerCase().startsWith("text/event-stream")) {
                for await (const text of response.body.pipeThrough(new TextDecoderStream())) parser.feed(text);
            }
        })
        .catch((error) => tell({ error: String(error) }));
    return { close: () => stop.abort() };
}
