// The npm package eventsource: EventSource for Node, which comes back by itself.
import { EventSource } from "eventsource";
import { tell, types } from "./tell.mjs";

const source = new EventSource(process.argv[2]);
for (const type of types) {
    source.addEventListener(type, ({ type, data, lastEventId }) => tell({ type, data, id: lastEventId }));
}
source.onopen = () => tell({ open: true });
source.onerror = ({ message }) => tell({ error: message ?? "" });
