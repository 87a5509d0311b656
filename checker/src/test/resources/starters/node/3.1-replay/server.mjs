// Task 3.1, Resume and replay, in Node: a client that comes back gets what it missed, or learns that it is gone.
//
// The lesson and its contract, clause by clause: exercises/3.1-replay/README.md in the workbook.
//
//   node server.mjs        starts it, on port 8080 or the one that PORT names
//   ./sse check 3.1        lets the checker start it, and says what is wrong

import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const capacity = Number(process.env.REPLAY_CAPACITY ?? 1000); // messages kept for those who come back
const retry = milliseconds(process.env.REPLAY_RETRY ?? 'PT1S'); // how long a browser waits before it comes back

const room = 16 << 20; // the most characters kept: a bound of messages alone is none, as one may be large
const epoch = randomUUID().slice(0, 8); // tells the ids of this process from those of the one before
const kept = []; // the last messages, oldest first
const readers = new Set();
let size = 0;
let newest = 0;

serve({ 'GET /events': events, 'POST /messages': publish });

/** Only a failing write shows that a client has gone without a word. */
setInterval(() => readers.forEach(({ response }) => response.writableNeedDrain || response.write(':\n\n')), 15000);

// Messages are numbered from 1. A reader is nothing but the number of the last message that it has: its place.

/** Adds a message and returns its id. Never waits for a reader. */
function add(text) {
  const id = `${epoch}-${++newest}`;
  kept.push({ id, block: block(id, text) });
  size += kept.at(-1).block.length;
  while (kept.length > capacity || size > room) {
    size -= kept.shift().block.length;
  }
  readers.forEach(advance);
  return id;
}

/** The place of a reader that comes with this Last-Event-ID, which may be undefined; -1 if none of our messages has it. */
function placeOf(id) {
  if (!id) {
    return newest;
  }
  const parts = /^([0-9a-f]{8})-([1-9][0-9]{0,14})$/.exec(id);
  return parts && parts[1] === epoch && Number(parts[2]) <= newest ? Number(parts[2]) : -1;
}

/** Writes what a reader has not seen, from its place on. */
function advance(reader) {
  while (reader.place < newest && !reader.response.writableNeedDrain) {
    const oldest = newest - kept.length + 1;
    if (reader.place < oldest - 1) {
      reader.response.write(reset());
      reader.place = oldest - 1;
    }
    if (reader.place < newest) {
      reader.response.write(kept[reader.place + 1 - oldest].block);
      reader.place++;
    }
  }
}

/** It has no id: a client that is cut off here must come back with the id that it had. */
function reset() {
  return `event: reset\ndata: ${JSON.stringify({ oldest: kept[0]?.id ?? null })}\n\n`;
}

function events(request, response) {
  const reader = { response, place: placeOf(request.headers['last-event-id']) };
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.write(`retry: ${Math.round(retry)}\n\n`);
  advance(reader);
  readers.add(reader);
  response.on('drain', () => advance(reader));
  response.on('close', () => readers.delete(reader));
}

async function publish(request, response) {
  const message = await text(request); // what this throws is answered with its status
  if (message === '') {
    answer(response, 400, { error: 'body: want a message of at least one character' });
    return;
  }
  answer(response, 201, { id: add(message) });
}

/** The event with this text. Given: task 1.2 is about it. */
function block(id, text) {
  return `id: ${id}\n${text.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`).join('')}\n`;
}

// --- Given, and the same in every starter in Node: there is nothing to change from here on --------------------

/** The milliseconds of an ISO-8601 duration such as PT15S or PT1M30.5S, in which form the settings come. */
function milliseconds(duration) {
  const parts = /^PT(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?$/.exec(duration);
  if (!parts) {
    throw new Error(`${duration} is no duration. Wanted: PT15S or PT0.5S, for example.`);
  }
  const [hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0));
  return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}

/** What is answered instead of going on: a status and a sentence for the sender. */
function refusal(status, sentence) {
  return Object.assign(new Error(sentence), { status });
}

/** The body as text. An Error with a sentence for its sender says that it is not UTF-8. */
async function text(request) {
  const largest = 1 << 20; // more is answered 413, before it fills the memory
  const chunks = [];
  let size = 0;
  if (Number(request.headers['content-length']) > largest) {
    throw refusal(413, `body: got more than ${largest} bytes`);
  }
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largest) {
      throw refusal(413, `body: got more than ${largest} bytes`);
    }
    chunks.push(chunk);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    throw refusal(400, 'body: got bytes that are not UTF-8');
  }
}

/**
 * The body as JSON. An Error with a sentence for its sender says that it is none.
 *
 * Any page may send text and forms to any server. For JSON a browser asks that server first (CORS), and this one does
 * not allow it. So another media type is answered 415.
 */
async function json(request) {
  const type = (request.headers['content-type'] ?? '').split(';')[0].trim().toLowerCase();
  if (type !== 'application/json') {
    throw refusal(415, 'Content-Type: want application/json');
  }
  const body = await text(request);
  try {
    return JSON.parse(body);
  } catch (error) {
    throw refusal(400, `body: got no valid JSON: ${error.message}`);
  }
}

/** Answers with a text, or with anything else as JSON. */
function answer(response, status, body, headers = {}) {
  const plain = typeof body === 'string';
  const type = plain ? 'text/plain; charset=utf-8' : 'application/json';
  response.writeHead(status, { 'Content-Type': type, ...headers }).end(plain ? body : JSON.stringify(body));
}

/** Refuses what no handler should see: a foreign host, and what the page of another site sends. */
function requireOwn({ method, headers }) {
  const host = headers.host ?? 'localhost';
  if (!/^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d*)?$/i.test(host)) {
    throw refusal(421, 'Host: not a name of this server');
  }
  const origin = headers.origin ?? `http://${host}`;
  const foreign = origin !== `http://${host}` && origin !== `https://${host}`;
  if (!['GET', 'HEAD', 'OPTIONS'].includes(method) && (foreign || headers['sec-fetch-site'] === 'cross-site')) {
    throw refusal(403, 'Origin: a page of another site');
  }
}

async function dispatch(routes, request, response) {
  response.socket.setNoDelay(true); // send an event when it is written, not when more have gathered
  response.on('error', () => response.destroy()); // the client has gone
  try {
    requireOwn(request);
    const handler = routes[`${request.method} ${request.url.split('?')[0]}`];
    if (!handler) {
      throw refusal(404, `there is no ${request.method} ${request.url}`);
    }
    await handler(request, response);
  } catch (error) {
    if (error.status === undefined && !request.destroyed) {
      console.error(error);
    }
    if (response.headersSent) {
      response.destroy(); // no last chunk, so that the client can tell
    } else {
      const sentence = error.status ? error.message : 'the server is at fault; its terminal says how';
      answer(response, error.status ?? 500, { error: sentence });
    }
  }
}

/** Serves these handlers on PORT of this machine until the process is ended. */
function serve(routes) {
  const server = createServer({ maxHeaderSize: 8192 }, (request, response) => dispatch(routes, request, response));
  server.listen({ port: Number(process.env.PORT ?? 8080), host: '127.0.0.1', backlog: 1024 }, () => {
    console.log(`listening on http://127.0.0.1:${server.address().port}`);
  });
}
