// Node without a library, as most tutorials have it.
import { createServer } from 'node:http';

createServer((request, response) => {
  if (request.url !== '/events') {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache',
    Connection: 'keep-alive',
  });
  const timer = setInterval(() => response.write(`data: it is ${new Date().toISOString()}\n\n`), 1000);
  request.on('close', () => clearInterval(timer));
}).listen(process.env.PORT, '127.0.0.1');
