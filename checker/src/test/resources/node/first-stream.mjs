// Task 2.1 in another language: node first-stream.mjs, with PORT in the environment.
// FAULT=late waits twice as long between events, FAULT=cut ends without the last chunk.
import { createServer } from 'node:http';

const { PORT = '8080', CLOCK_INTERVAL = 'PT1S', CLOCK_DURATION = 'PT10S', FAULT } = process.env;
const seconds = (duration) => Number(/^PT([\d.]+)S$/.exec(duration)[1]);
const count = Math.round(seconds(CLOCK_DURATION) / seconds(CLOCK_INTERVAL));
const interval = 1000 * seconds(CLOCK_INTERVAL) * (FAULT === 'late' ? 2 : 1);

createServer((request, response) => {
  if (request.method !== 'GET' || request.url !== '/events') return response.writeHead(404).end();
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.flushHeaders();
  const begun = performance.now();
  let sent = 0;
  let timer;
  const tick = () => {
    if (sent === count) return FAULT === 'cut' ? response.destroy() : response.end();
    response.write(`data: ${new Date().toISOString()}\n\n`);
    sent += 1;
    timer = setTimeout(tick, begun + sent * interval - performance.now());
  };
  tick();
  response.on('close', () => clearTimeout(timer));
}).listen(Number(PORT), '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${PORT}`));
