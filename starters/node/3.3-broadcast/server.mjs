// Task 3.3, Broadcast to many clients, in Node: every message to every connected client, and a limit of clients.
//
// The lesson and its contract, clause by clause: exercises/3.3-broadcast/README.md in the workbook.
//
//   node server.mjs        starts it, on port 8080 or the one that PORT names
//   ./sse check 3.3        lets the checker start it, and says what is wrong

import { createServer } from 'node:http';

const queue = Number(process.env.BROADCAST_QUEUE ?? 256); // messages that may wait for one client
const maxClients = Number(process.env.BROADCAST_MAX_CLIENTS ?? 10000); // one more is refused with 503
const interval = milliseconds(process.env.HEARTBEAT_INTERVAL ?? 'PT15S'); // how long a stream may be silent

serve({ 'GET /clients': count, 'GET /events': events, 'POST /messages': publish });

async function publish(request, response) {
  // TODO 3: read the text with text(request), frame it with block, answer 202
  // TODO 5: write the same bytes to every client
  // TODO 6: write to all of them in one go, so that there is one order
  // TODO 11: destroy the response of a client for which too many messages wait
  answer(response, 501, 'POST /messages is not written yet\n');
}

function events(request, response) {
  // TODO 12: refuse a client when all places are taken
  // TODO 1: set the content type and send a first comment
  // TODO 2: forbid caching
  // TODO 4: leave the response open
  // TODO 8: let an error end this client and nothing else
  // TODO 9: write a heartbeat when nothing comes
  // TODO 10: count what waits for this client: Node never waits in a write
  // TODO 13: give the place back when the response closes
  answer(response, 501, 'GET /events is not written yet\n');
}

function count(request, response) {
  // TODO 7: say how many are connected
  answer(response, 501, 'GET /clients is not written yet\n');
}

/** The event with this text, as bytes. Given: task 1.2 is about it. */
function block(text) {
  return Buffer.from(`${text.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`).join('')}\n`);
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
