// Tasks 2.1, 2.3, 3.2 and 3.3 with Hono's streamSSE.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import { clock, decoded, feed, heartbeat, host, places, port, queue, retryAfter } from './contract.mjs';

const app = new Hono();
const clients = new Set();

/** Waits until event n is due. */
const due = (stream, begun, interval, n) => stream.sleep(Math.max(0, begun + n * interval - performance.now()));

function clockEvents(context) {
  return streamSSE(context, async (stream) => {
    const begun = performance.now();
    for (let n = 0; n < clock.count && !stream.aborted; n++) {
      await stream.writeSSE({ data: clock.event() });
      await due(stream, begun, clock.interval, n + 1);
    }
  });
}

function feedEvents(context) {
  return streamSSE(context, async (stream) => {
    const begun = performance.now();
    for (let n = 0; !stream.aborted; n++) {
      await stream.writeSSE({ event: feed.type(n), data: feed.data(n) });
      await due(stream, begun, feed.interval, n + 1);
    }
  });
}

/** Makes one write at a time: the next one waits until the client has taken it, so the one who offers sees the queue full. */
class Client {
  waiting = [];
  wake = () => {};

  constructor(cut) {
    this.cut = cut;
  }

  offer(data) {
    if (this.waiting.length === queue) {
      this.cut();
      return;
    }
    this.waiting.push(data);
    this.wake();
  }

  async run(stream) {
    while (!stream.aborted) {
      if (this.waiting.length > 0) {
        await stream.writeSSE({ data: this.waiting.shift() });
        continue;
      }
      const news = new Promise((resolve) => (this.wake = () => resolve(true)));
      const came = await Promise.race([news, stream.sleep(heartbeat)]);
      if (!came && !stream.aborted) {
        await stream.write(': heartbeat\n\n');
      }
    }
  }
}

function subscribe(context) {
  if (clients.size >= places) {
    return context.text('all places are taken', 503, { 'Retry-After': retryAfter });
  }
  return streamSSE(context, async (stream) => {
    const leave = () => {
      clients.delete(client);
      client.wake();
    };
    const client = new Client(() => {
      leave();
      context.env.outgoing.destroy();
    });
    clients.add(client);
    stream.onAbort(leave);
    await client.run(stream).finally(leave);
  });
}

async function publish(context, status) {
  const data = decoded(await context.req.arrayBuffer());
  if (data === null) {
    return context.json({}, 400);
  }
  clients.forEach((client) => client.offer(data));
  return context.json({ id: crypto.randomUUID() }, status);
}

const task = process.argv[2];
app.get('/events', { 2.1: clockEvents, 2.3: feedEvents, 3.2: subscribe, 3.3: subscribe }[task]);
app.post('/messages', (context) => publish(context, task === '3.2' ? 201 : 202));
app.get('/clients', (context) => context.json({ connected: clients.size }));
serve({ fetch: app.fetch, port, hostname: host });
