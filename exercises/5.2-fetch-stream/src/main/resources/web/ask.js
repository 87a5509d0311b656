/** Asks a question, and comes back until the answer is whole. */

import { EventStreamReader } from "./event-stream.js";

/**
 * Resolves when the event `done` has come.
 *
 * @param {{question: string, token: string, signal: AbortSignal,
 *          onStatus: (status: string) => void,
 *          onEvents: (events: object[], reader: EventStreamReader) => void}} options
 */
export async function ask({ question, token, signal, onStatus, onEvents }) {
  // TODO 1: POST the question with the token
  // TODO 9: refuse what is not 200 and text/event-stream
  // TODO 11: come back with Last-Event-ID when the line is cut
  // TODO 12: wait for the server's retry before that
  // TODO 13: give up after some attempts without an event
  throw new Error("ask() is not written yet");
}
