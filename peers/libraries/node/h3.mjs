// h3 with its EventStream.
import { EventStream, H3, serve } from 'h3';

const app = new H3();
app.get('/events', (event) => {
  const stream = new EventStream(event);
  const timer = setInterval(() => stream.push(`it is ${new Date().toISOString()}`), 1000);
  stream.onClosed(() => clearInterval(timer));
  return stream;
});
serve(app, { port: Number(process.env.PORT), hostname: '127.0.0.1' });
