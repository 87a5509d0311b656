// The npm package @microsoft/fetch-event-source. It is made for pages, so it gets the little of a page that it asks for.
import { fetchEventSource } from "@microsoft/fetch-event-source";
import { tell } from "./tell.mjs";

globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };
globalThis.window = globalThis;
await fetchEventSource(process.argv[2], {
    openWhenHidden: true,
    onmessage: ({ event, data, id }) => tell({ type: event || "message", data, id }),
    onerror: (error) => tell({ error: String(error) }),
});
