/** Asks a question, and comes back until the answer is whole: what EventSource does for a GET, done for a POST. */

import { EventStreamReader } from "./event-stream.js";

const TRIES = 5; // in a row, that brought no event
const LONGEST_WAIT = 60_000; // milliseconds; a longer retry of the server is obeyed
const LONGEST_TIMER = 2 ** 31 - 1; // beyond it, a timer goes off at once

/** The server has answered, but not with a stream. It would answer the same again, so there is no second try. */
export class Refused extends Error {
  constructor(response, type, reason) {
    super(`${response.status} ${type} ${reason}`);
    this.status = response.status;
    this.type = type;
    this.reason = reason;
  }
}

/** Every one of TRIES attempts in a row failed or brought no event. */
export class GaveUp extends Error {}

/**
 * Resolves when the event `done` has come. Rejects with Refused, GaveUp or the reason of the signal.
 *
 * @param {{question: string, token: string, signal: AbortSignal,
 *          onStatus: (status: string) => void,
 *          onEvents: (events: object[], reader: EventStreamReader) => void}} options
 */
export async function ask({ question, token, signal, onStatus, onEvents }) {
  let reader = new EventStreamReader();
  for (let failures = 1; failures <= TRIES; failures++) {
    onStatus("connecting");
    const body = await open(request(question, token, reader.lastEventId, signal));
    if (body) {
      onStatus("open");
      reader = new EventStreamReader(reader);
      for await (const bytes of chunks(body, signal)) {
        const events = reader.read(bytes);
        onEvents(events, reader);
        if (events.some((event) => event.type === "done")) {
          return;
        }
        if (events.length > 0) {
          failures = 0;
        }
      }
    }
    if (failures < TRIES) {
      onStatus("waiting");
      await pause(wait(reader.retry, failures), signal);
    }
  }
  throw new GaveUp();
}

/** Made before the try around fetch: a header that cannot be sent is a mistake of ours, not a broken line. */
function request(question, token, lastEventId, signal) {
  const headers = {
    Accept: "text/event-stream",
    Authorization: `Bearer ${token}`,
    "Content-Type": "application/json",
  };
  if (lastEventId !== "") {
    headers["Last-Event-ID"] = utf8(lastEventId);
  }
  return new Request("/ask", { method: "POST", headers, body: JSON.stringify({ question }), cache: "no-store", signal });
}

/** The value of a header is bytes. fetch wants them as a string, one character per byte, and refuses any other. */
function utf8(text) {
  return String.fromCharCode(...new TextEncoder().encode(text));
}

/** The body of the stream, or null when there was no answer. */
async function open(request) {
  let response;
  try {
    response = await fetch(request);
  } catch {
    request.signal.throwIfAborted();
    return null;
  }
  const type = response.headers.get("Content-Type") ?? "";
  if (response.status === 200 && essence(type) === "text/event-stream") {
    return response.body;
  }
  throw new Refused(response, type, await reason(response, type));
}

/** The media type without its parameters: `text/event-stream` of `text/event-stream; charset=utf-8`. */
function essence(type) {
  return type.split(";")[0].trim().toLowerCase();
}

/** What the server says about a refusal. Only JSON is read: a page of HTML explains nothing, and may be endless. */
async function reason(response, type) {
  if (essence(type) === "application/json") {
    const body = await response.json().catch(() => null);
    return body?.error ?? "";
  }
  await response.body?.cancel();
  return "";
}

/** The bytes as they come, until the stream ends or the connection breaks. Leaving the loop closes the connection. */
async function* chunks(body, signal) {
  const source = body.getReader();
  try {
    while (true) {
      const { done, value } = await source.read();
      signal.throwIfAborted();
      if (done) {
        return;
      }
      yield value;
    }
  } catch {
    signal.throwIfAborted(); // a broken connection is an end like any other: we come back for the rest
  } finally {
    source.cancel().catch(() => {});
  }
}

/** The server's own retry time after a stream that brought events; longer and longer while none comes. */
function wait(retry, failures) {
  const longer = retry * 2 ** Math.max(0, failures - 1);
  return Math.min(Math.max(retry, Math.min(longer, LONGEST_WAIT)), LONGEST_TIMER);
}

async function pause(milliseconds, signal) {
  signal.throwIfAborted();
  await new Promise((resolve) => {
    const timer = setTimeout(over, milliseconds);
    signal.addEventListener("abort", over);
    function over() {
      clearTimeout(timer);
      signal.removeEventListener("abort", over);
      resolve();
    }
  });
  signal.throwIfAborted();
}
