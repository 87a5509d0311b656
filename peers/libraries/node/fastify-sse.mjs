// Fastify with @fastify/sse.
import { setTimeout as sleep } from 'node:timers/promises';
import sse from '@fastify/sse';
import Fastify from 'fastify';

const fastify = Fastify();
await fastify.register(sse);
fastify.get('/events', { sse: true }, async (request, reply) => {
  async function* events() {
    for (let id = 0; ; id++) {
      yield { id: String(id), data: { message: `it is ${new Date().toISOString()}` } };
      await sleep(1000);
    }
  }
  await reply.sse.send(events());
});
await fastify.listen({ port: Number(process.env.PORT), host: '127.0.0.1' });
