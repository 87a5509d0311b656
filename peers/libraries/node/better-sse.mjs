// Express with better-sse.
import { createSession } from 'better-sse';
import express from 'express';

const app = express();
app.get('/events', async (request, response) => {
  const session = await createSession(request, response);
  const timer = setInterval(() => session.push(`it is ${new Date().toISOString()}`, 'message'), 1000);
  session.on('disconnected', () => clearInterval(timer));
});
app.listen(process.env.PORT, '127.0.0.1');
