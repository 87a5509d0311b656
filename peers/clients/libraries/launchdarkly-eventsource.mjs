// The npm package launchdarkly-eventsource, on the HTTP client of the standard library of Node.
import { EventSource } from "launchdarkly-eventsource";
import { listening } from "./listen.mjs";

export const read = (url, types, tell) => listening(new EventSource(url), types, tell);
