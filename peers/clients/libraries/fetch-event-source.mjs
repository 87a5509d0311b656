// The npm package @microsoft/fetch-event-source. It is made for pages, so it gets the little of a page that it asks for.
// An event has the id of its own lines only.
import { fetchEventSource } from "@microsoft/fetch-event-source";

globalThis.document = { hidden: false, addEventListener() {}, removeEventListener() {} };
globalThis.window = globalThis;

export function read(url, _, tell) {
    const stop = new AbortController();
    fetchEventSource(url, {
        openWhenHidden: true,
        signal: stop.signal,
        onmessage: ({ event, data }) => tell({ type: event || "message", data }),
        onerror: (error) => tell({ error: String(error) }),
    }).catch((error) => tell({ error: String(error) }));
    return { close: () => stop.abort() };
}
