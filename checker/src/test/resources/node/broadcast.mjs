// Task 3.3 in Node, without a framework: the contract holds for a server in any language.
import { createServer } from 'node:http';

const queue = Number(process.env.BROADCAST_QUEUE ?? 256);
const maxClients = Number(process.env.BROADCAST_MAX_CLIENTS ?? 10000);
const heartbeat = milliseconds(process.env.HEARTBEAT_INTERVAL ?? 'PT15S');
const clients = new Set();

/** Seconds of an ISO-8601 duration, which is all that the checker sends. */
function milliseconds(duration) {
  const seconds = /^PT(\d+(?:\.\d+)?)S$/.exec(duration);
  if (!seconds) {
    throw new Error(`HEARTBEAT_INTERVAL is ${duration}, but must look like PT1.5S`);
  }
  return Number(seconds[1]) * 1000;
}

/** Node never blocks in a write: what the socket does not take waits in memory, so it must be counted. */
function send(client, block) {
  if (client.waiting >= queue) {
    client.response.destroy();
    return;
  }
  client.waiting++;
  client.response.write(block, () => client.waiting--);
}

function events(response) {
  if (clients.size >= maxClients) {
    const seconds = Math.max(1, Math.ceil((2 * heartbeat) / 1000));
    json(response.setHeader('Retry-After', seconds), 503, { error: 'all places are taken' });
    return;
  }
  const client = { response, waiting: 0 };
  clients.add(client);
  response.on('close', () => clients.delete(client));
  response.on('error', () => clients.delete(client));
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  send(client, ': hello\n\n');
}

async function publish(request, response) {
  const chunks = [];
  for await (const chunk of request) {
    chunks.push(chunk);
  }
  let text;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    json(response, 400, { error: 'the body is not UTF-8' });
    return;
  }
  const lines = text.split(/\r\n|\r|\n/);
  const block = Buffer.from(lines.map((line) => `data: ${line}\n`).join('') + '\n');
  clients.forEach((client) => send(client, block));
  response.writeHead(202).end();
}

function json(response, status, body) {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}

setInterval(() => clients.forEach((client) => send(client, ': heartbeat\n\n')), heartbeat);

createServer((request, response) => {
  response.socket.setNoDelay(true);
  switch (`${request.method} ${request.url}`) {
    case 'GET /events':
      return events(response);
    case 'GET /clients':
      return json(response, 200, { connected: clients.size });
    case 'POST /messages':
      return publish(request, response).catch(() => response.destroy());
    default:
      return json(response, 404, { error: 'no such path' });
  }
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
