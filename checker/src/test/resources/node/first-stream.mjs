// Task 2.1 in Node, without a framework: the contract holds for a server in any language.
import { createServer } from 'node:http';

// PT1.5S is 1500. The checker may pass other durations in the environment.
const milliseconds = (key, usual) => 1000 * parseFloat((process.env[key] ?? usual).slice('PT'.length));
const interval = milliseconds('CLOCK_INTERVAL', 'PT1S');
const duration = milliseconds('CLOCK_DURATION', 'PT10S');

createServer((request, response) => {
  if (request.method !== 'GET' || request.url !== '/events') {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.flushHeaders();
  let left = Math.round(duration / interval);
  const timer = setInterval(() => {
    response.write(`data: ${new Date().toISOString()}\n\n`);
    if (--left === 0) {
      response.end();
    }
  }, interval);
  response.on('close', () => clearInterval(timer));
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
