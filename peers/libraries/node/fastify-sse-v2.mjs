// Fastify with fastify-sse-v2.
import { setTimeout as sleep } from 'node:timers/promises';
import fastify from 'fastify';
import { FastifySSEPlugin } from 'fastify-sse-v2';

const server = fastify();
server.register(FastifySSEPlugin);
server.get('/events', (request, reply) => {
  reply.sse(
    (async function* source() {
      for (let i = 0; ; i++) {
        await sleep(1000);
        yield { id: String(i), data: `it is ${new Date().toISOString()}` };
      }
    })(),
  );
});
await server.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
