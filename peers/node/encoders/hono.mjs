// The encoder of Hono, for vectors/runners/vectors.mjs. It has no comments, and no event without data.
import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';

export async function encode({ type, id, data, retry, comment }) {
  if (comment != null || data == null) throw new Error('Hono has no way to say that');
  let refused;
  const given = Object.fromEntries(Object.entries({ event: type, id, data, retry }).filter(([, value]) => value != null));
  const app = new Hono().get('/', (c) =>
    streamSSE(c, (stream) => stream.writeSSE(given).catch((error) => { refused = error; })));
  const text = await (await app.request('/')).text();
  if (refused) throw refused;
  return text;
}
