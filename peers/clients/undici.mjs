// EventSource of undici, the HTTP client of Node.
import { EventSource } from "undici";
import { tell, types } from "./tell.mjs";

const source = new EventSource(process.argv[2]);
for (const type of types) {
    source.addEventListener(type, ({ type, data, lastEventId }) => tell({ type, data, id: lastEventId }));
}
source.onopen = () => tell({ open: true });
source.onerror = () => tell({ error: "" });
