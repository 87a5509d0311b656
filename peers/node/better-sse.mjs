// Tasks 2.1, 2.3, 3.2 and 3.3 with better-sse on Node's own http server.
//
// better-sse 0.16.1 writes a text under one "data:", line breaks and all, so what follows the first line is lost, or read
// as a field. It writes no space behind the colon either, so a client takes away the first space of a text. Its usual
// JSON.stringify hides both. Text is therefore handed over line by line here, with that space; "plain" behind the task
// leaves it to the library.
import { createServer } from 'node:http';
import { createChannel, createSession } from 'better-sse';
import { clock, feed, heartbeat, host, places, port, queue, retryAfter, text, ticks } from './contract.mjs';

const open = (request, response) => createSession(request, response, { keepAlive: null, serializer: String });
const channel = createChannel();
const [task, plain] = process.argv.slice(2);

async function clockEvents(request, response) {
  const session = await open(request, response);
  const stop = ticks(clock.interval, clock.count, () => session.push(clock.event()), () => response.end());
  session.on('disconnected', stop);
}

async function feedEvents(request, response) {
  const session = await open(request, response);
  session.on('disconnected', ticks(feed.interval, Infinity, (n) => session.push(feed.data(n), feed.type(n))));
}

async function subscribe(request, response) {
  if (channel.sessionCount >= places) {
    response.writeHead(503, { 'Retry-After': retryAfter }).end();
    return;
  }
  const session = await open(request, response);
  session.state.response = response;
  channel.register(session);
  const beat = setInterval(() => session.batch((buffer) => void buffer.comment('heartbeat').dispatch()), heartbeat);
  session.on('disconnected', () => clearInterval(beat));
}

function send(session, data) {
  if (plain) {
    session.push(data);
    return;
  }
  session.batch((buffer) => {
    data.split(/\r\n|\r|\n/).forEach((line) => buffer.data(line.replace(/^ /, '  ')));
    buffer.dispatch();
  });
}

/** The library has no bounded queue: what a client does not take waits in the response. */
async function publish(request, response, status) {
  const data = await text(request);
  if (data === null) {
    response.writeHead(400).end();
    return;
  }
  for (const session of channel.activeSessions) {
    send(session, data);
    if (session.state.response.writableLength > queue * 1024) {
      session.state.response.destroy();
    }
  }
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify({ id: crypto.randomUUID() }));
}

const subscription = {
  'GET /events': subscribe,
  'POST /messages': (request, response) => publish(request, response, task === '3.2' ? 201 : 202),
  'GET /clients': (request, response) => response.end(JSON.stringify({ connected: channel.sessionCount })),
};
const tasks = {
  2.1: { 'GET /events': clockEvents },
  2.3: { 'GET /events': feedEvents },
  3.2: subscription,
  3.3: subscription,
};
const routes = tasks[task];

createServer((request, response) => {
  response.socket.setNoDelay(true);
  const route = routes[`${request.method} ${request.url}`];
  route ? route(request, response) : response.writeHead(404).end();
}).listen(port, host);
