// Node's http with sse-channel.
import { createServer } from 'node:http';
import SseChannel from 'sse-channel';

const dateChannel = new SseChannel();
setInterval(() => dateChannel.send(`it is ${new Date().toISOString()}`), 1000);

createServer((request, response) => {
  if (request.url.indexOf('/events') === 0) {
    dateChannel.addClient(request, response);
  } else {
    response.writeHead(404);
    response.end();
  }
}).listen(process.env.PORT, '127.0.0.1');
