// The npm package eventsource: EventSource for Node, which comes back by itself.
import { EventSource } from "eventsource";
import { listening } from "./listen.mjs";

export const read = (url, types, tell) => listening(new EventSource(url), types, tell);
