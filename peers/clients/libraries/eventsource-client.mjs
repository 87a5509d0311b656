// The npm package eventsource-client, which comes back by itself and is no EventSource.
import { createEventSource } from "eventsource-client";

export function read(url, _, tell) {
    const source = createEventSource({
        url,
        onMessage: ({ event, data }) => tell({ type: event ?? "message", data, id: source.lastEventId ?? "" }),
        onComment: (comment) => tell({ comment }),
        onConnect: () => tell({ open: true }),
        onDisconnect: () => tell({ error: "disconnected" }),
    });
    return source;
}
