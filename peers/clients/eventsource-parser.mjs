// The npm package eventsource-parser behind fetch: a parser only, so nothing comes back when the stream has ended.
import { createParser } from "eventsource-parser";
import { tell } from "./tell.mjs";

let last = "";
const parser = createParser({
    onEvent: ({ event, data, id }) => tell({ type: event || "message", data, id: (last = id ?? last) }),
    onComment: (comment) => tell({ comment }),
});
const response = await fetch(process.argv[2], { headers: { Accept: "text/event-stream", "Cache-Control": "no-cache" } });
if (response.status === 200 && response.headers.get("content-type")?.startsWith("text/event-stream")) {
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) parser.feed(text);
}
