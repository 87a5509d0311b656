/**
 * Reads an event stream as a browser does (HTML 9.2.6): bytes in, events out. It knows neither fetch nor the page, so
 * it can be tested without them.
 */

const LINE_END = /\r\n|\r|\n/; // and nothing else: U+2028 and its like are text here

export class EventStreamReader {
  /** The id to reconnect with. */
  lastEventId;

  /** How many milliseconds to wait before reconnecting. */
  retry;

  #decoder = new TextDecoder(); // drops one BOM, and keeps the first half of a character for the next read
  #unfinished = ""; // the beginning of a line that has not ended yet
  #endedWithCr = false;

  // The block that is being read.
  #type = "";
  #data = [];
  #id;

  /** Id and retry outlive a connection, so a reader begins with those of its predecessor. */
  constructor({ lastEventId = "", retry = 3000 } = {}) {
    this.lastEventId = lastEventId;
    this.retry = retry;
    this.#id = lastEventId;
  }

  /** The events that these bytes complete. What is unfinished when the stream ends is never delivered. */
  read(bytes) {
    const events = [];
    for (const line of this.#lines(this.#decoder.decode(bytes, { stream: true }))) {
      if (line === "") {
        events.push(...this.#dispatch());
      } else {
        this.#field(line);
      }
    }
    return events;
  }

  /** The lines that end in this text. A CR ends its line at once: the LF that may follow is not waited for. */
  #lines(text) {
    if (text === "") {
      return []; // half a character says nothing about what comes after a CR
    }
    const fresh = this.#endedWithCr && text.startsWith("\n") ? text.slice(1) : text;
    this.#endedWithCr = text.endsWith("\r");
    const lines = fresh.split(LINE_END);
    lines[0] = this.#unfinished + lines[0];
    this.#unfinished = lines.pop();
    return lines;
  }

  #field(line) {
    const colon = line.indexOf(":");
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    switch (name) {
      case "data":
        this.#data.push(value);
        break;
      case "event":
        this.#type = value;
        break;
      case "id":
        if (!value.includes("\0")) {
          this.#id = value;
        }
        break;
      case "retry":
        if (/^[0-9]+$/.test(value)) {
          this.retry = Number(value);
        }
        break;
      default: // unknown, or a comment: that is a field without a name
    }
  }

  /** An empty line: the block is complete. Without data there is no event, but its id counts. */
  #dispatch() {
    const event = { type: this.#type || "message", data: this.#data.join("\n"), lastEventId: this.#id };
    const empty = this.#data.length === 0;
    this.lastEventId = this.#id;
    this.#type = "";
    this.#data = [];
    return empty ? [] : [event];
  }
}
