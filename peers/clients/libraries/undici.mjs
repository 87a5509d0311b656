// EventSource of undici, the HTTP client of Node.
import { EventSource } from "undici";
import { listening } from "./listen.mjs";

export const read = (url, types, tell) => listening(new EventSource(url), types, tell);
