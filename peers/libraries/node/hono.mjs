// Hono with its helper streamSSE.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

const app = new Hono();
let id = 0;
app.get('/events', (context) =>
  streamSSE(context, async (stream) => {
    while (true) {
      const message = `it is ${new Date().toISOString()}`;
      await stream.writeSSE({ data: message, event: 'time-update', id: String(id++) });
      await stream.sleep(1000);
    }
  }),
);
serve({ fetch: app.fetch, port: Number(process.env.PORT), hostname: '127.0.0.1' });
