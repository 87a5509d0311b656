// Express with express-sse.
import express from 'express';
import SSE from 'express-sse';

const app = express();
const sse = new SSE(['the', 'initial', 'content']);
app.get('/events', sse.init);
setInterval(() => sse.send(`it is ${new Date().toISOString()}`), 1000);
app.listen(process.env.PORT, '127.0.0.1');
