/** Reads an event stream as a browser does (HTML 9.2.6): bytes in, events out. */

export class EventStreamReader {
  /** The id to reconnect with, and the pause before that in milliseconds. They outlive a connection. */
  constructor({ lastEventId = "", retry = 3000 } = {}) {
    this.lastEventId = lastEventId;
    this.retry = retry;
    // TODO 6: keep the beginning of a line for the next read
    // TODO 7: keep one decoder for the whole connection
  }

  /**
   * @param {Uint8Array} bytes what has arrived, cut anywhere
   * @returns {{type: string, data: string, lastEventId: string}[]} the events that are complete with it
   */
  read(bytes) {
    // TODO 4: lines become fields, an empty line dispatches
    // TODO 5: id and retry
    // TODO 8: LF, CR and CRLF end a line
    return [];
  }
}
