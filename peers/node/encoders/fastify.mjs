// The encoder of @fastify/sse, for vectors/runners/vectors.mjs. It has no comments.
import Fastify from 'fastify';
import sse from '@fastify/sse';

const app = Fastify();
let event, refused;
await app.register(sse, { serializer: String });
app.get('/', { sse: true }, async (request, reply) => {
  await reply.sse.send(event).catch((error) => { refused = error; });
});

export async function encode({ type, id, data, retry, comment }) {
  if (comment != null) throw new Error('@fastify/sse has no way to say that');
  event = Object.fromEntries(Object.entries({ event: type, id, data, retry }).filter(([, value]) => value != null));
  refused = undefined;
  const { body, statusCode } = await app.inject({ url: '/', headers: { accept: 'text/event-stream' } });
  if (refused) throw refused;
  if (statusCode !== 200) throw new Error(body);
  return body;
}
