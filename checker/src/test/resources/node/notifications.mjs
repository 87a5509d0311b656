// The server of task 4.1 in Node, without a framework: the contract holds for a server in any language.
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';

const capacity = Number(process.env.NOTIFICATIONS_HISTORY ?? 100);
const largestBody = 65536;
const levels = ['success', 'warning', 'error'];

const epoch = randomUUID().slice(0, 8); // tells the ids of this process from those of the one before
const buffer = []; // the last messages, oldest first
const clients = new Set();
let newest = 0;

function publish(draft) {
  const number = ++newest;
  const id = `${epoch}-${number}`;
  const notification = { id, ...draft };
  const block = `event: notification\nid: ${id}\ndata: ${JSON.stringify(notification)}\n\n`;
  buffer.push({ number, id, notification, block });
  if (buffer.length > capacity) {
    buffer.shift();
  }
  clients.forEach(advance);
  return notification;
}

/** The three fields, or what is wrong with one of them. */
function read(body) {
  let json;
  try {
    json = JSON.parse(body);
  } catch {
    return { error: 'body: no JSON' };
  }
  if (json === null || typeof json !== 'object' || Array.isArray(json)) {
    return { error: 'body: no JSON object' };
  }
  const { level, title, text = '' } = json;
  if (!levels.includes(level)) {
    return { error: `level: want one of ${levels.join(', ')}` };
  }
  if (typeof title !== 'string' || title === '') {
    return { error: 'title: want a string of at least one character' };
  }
  if (text !== null && typeof text !== 'string') {
    return { error: 'text: want a string or nothing' };
  }
  return { draft: { level, title, text: text ?? '' } };
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
  response.flushHeaders();
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

async function post(request, response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > largestBody) {
      return answer(response, 413, { error: `more than ${largestBody} bytes` });
    }
    chunks.push(chunk);
  }
  let body;
  try {
    body = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  } catch {
    return answer(response, 400, { error: 'body: not UTF-8' });
  }
  const { draft, error } = read(body);
  return draft ? answer(response, 201, publish(draft)) : answer(response, 422, { error });
}

function answer(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

createServer({ maxHeaderSize: 8192 }, (request, response) => {
  if (request.method === 'GET' && request.url === '/events') {
    events(request, response);
  } else if (request.method === 'GET' && request.url === '/notifications') {
    answer(response, 200, buffer.map(({ notification }) => notification));
  } else if (request.method === 'POST' && request.url === '/notifications') {
    post(request, response).catch(() => response.destroy());
  } else {
    answer(response, 404, { error: 'no such path' });
  }
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
