// Tasks 2.1, 2.3, 3.2 and 3.3 with @fastify/sse, whose own heartbeat is the one of 3.2.
//
// @fastify/sse 0.6.0 holds the headers back until the first event or heartbeat, so a browser stays in CONNECTING. They are
// flushed by hand here; "plain" behind the task leaves it to the library.
import Fastify from 'fastify';
import sse from '@fastify/sse';
import { clock, decoded, feed, heartbeat, host, places, port, queue, retryAfter, ticks } from './contract.mjs';

const app = Fastify();
/** The clients, and how many messages each of them has not taken yet. */
const clients = new Map();
const [task, plain] = process.argv.slice(2);
await app.register(sse, { heartbeatInterval: heartbeat, serializer: String });
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => done(null, body));

async function clockEvents(request, reply) {
  reply.sse.keepAlive();
  const stop = ticks(
    clock.interval,
    clock.count,
    () => reply.sse.send({ data: clock.event() }).catch(() => {}),
    () => reply.sse.close(),
  );
  reply.sse.onClose(stop);
}

async function feedEvents(request, reply) {
  reply.sse.keepAlive();
  const send = (n) => reply.sse.send({ event: feed.type(n), data: feed.data(n) }).catch(() => {});
  reply.sse.onClose(ticks(feed.interval, Infinity, send));
}

async function subscribe(request, reply) {
  if (clients.size >= places) {
    return reply.code(503).header('Retry-After', retryAfter).send({ error: 'all places are taken' });
  }
  reply.sse.keepAlive();
  reply.sse.sendHeaders();
  if (!plain) {
    reply.raw.flushHeaders();
  }
  clients.set(reply, { count: 0 });
  reply.sse.onClose(() => clients.delete(reply));
  reply.raw.on('error', () => clients.delete(reply));
}

async function publish(request, reply, status) {
  const data = decoded(request.body ?? new Uint8Array());
  if (data === null) {
    return reply.code(400).send({});
  }
  const lines = data.replace(/\r\n?/g, '\n'); // the library takes no CR for a line end
  clients.forEach((waiting, client) => {
    if (waiting.count === queue) {
      clients.delete(client);
      client.raw.destroy();
      return;
    }
    waiting.count++;
    client.sse.send({ data: lines }).then(
      () => waiting.count--,
      () => clients.delete(client),
    );
  });
  return reply.code(status).send({ id: crypto.randomUUID() });
}

app.get('/events', { sse: 'manual' }, { 2.1: clockEvents, 2.3: feedEvents, 3.2: subscribe, 3.3: subscribe }[task]);
app.post('/messages', (request, reply) => publish(request, reply, task === '3.2' ? 201 : 202));
app.get('/clients', async () => ({ connected: clients.size }));
await app.listen({ port, host });
