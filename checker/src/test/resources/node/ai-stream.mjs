// Task 4.3 in Node without a framework: fetch reads the model, and one AbortController stops it, whoever wants that.
// The checker brings its model; without one, the answer is always the same.
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';

const port = Number(process.env.PORT ?? 8080);
const interval = milliseconds(process.env.HEARTBEAT_INTERVAL ?? 'PT15S');
const timeout = milliseconds(process.env.MODEL_TIMEOUT ?? 'PT30S');

const questions = new Map(); // by id; gone as soon as somebody takes one
const answered = new Set();

const server = createServer((request, response) => {
  const stream = /^\/questions\/([^/]+)\/events$/.exec(request.url);
  if (request.method === 'POST' && request.url === '/questions') {
    accept(request, response);
  } else if (request.method === 'GET' && stream) {
    events(stream[1], response);
  } else {
    answer(response, 404, { error: 'no such path' });
  }
});

function accept(request, response) {
  const parts = [];
  request.on('data', part => parts.push(part));
  request.on('end', () => {
    const question = questionIn(Buffer.concat(parts).toString('utf8'));
    if (!question) {
      return answer(response, 400, { error: 'a question is wanted' });
    }
    const id = randomUUID();
    questions.set(id, question);
    answer(response, 201, { id, events: `/questions/${id}/events` });
  });
}

function questionIn(body) {
  try {
    const { question } = JSON.parse(body);
    return typeof question === 'string' && question.trim() ? question : undefined;
  } catch {
    return undefined;
  }
}

function events(id, response) {
  const question = questions.get(id);
  if (!question) {
    return answer(response, answered.has(id) ? 410 : 404, { error: 'no such question, or answered already' });
  }
  questions.delete(id); // one thread does everything, so nobody can come in between
  answered.add(id);
  stream(question, response);
}

async function stream(question, response) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.flushHeaders();
  response.socket.setNoDelay(true);
  const stop = new AbortController();
  response.on('close', () => stop.abort());
  const heartbeat = setInterval(() => response.write(': heartbeat\n\n'), interval);
  const begun = Date.now();
  let tokens = 0;
  try {
    for await (const text of pieces(question, stop)) {
      tokens++;
      send(response, 'token', { text });
    }
    send(response, 'done', { tokens, ms: Date.now() - begun });
  } catch (error) {
    send(response, 'failed', { message: `the model failed: ${error.message}` });
  } finally {
    clearInterval(heartbeat);
    response.end();
  }
}

async function* pieces(question, stop) {
  if (!process.env.MODEL_URL) {
    yield* ['It', ' depends', '.'];
    return;
  }
  let finished = false;
  try {
    let parts = [];
    for await (const line of lines(question, stop)) {
      if (line.startsWith('data:')) parts.push(line.slice(5).trim());
      if (line !== '' || parts.length === 0) continue;
      const data = parts.join('\n');
      parts = [];
      if (data === '[DONE]') return;
      const chunk = JSON.parse(data);
      if (chunk.error) throw Object.assign(new Error(chunk.error.message), { told: true });
      const choice = chunk.choices?.[0];
      if (choice?.delta?.content) yield choice.delta.content;
      finished ||= Boolean(choice?.finish_reason);
    }
  } catch (error) {
    if (!finished || error.told) throw error;
  }
  if (!finished) throw new Error('the answer broke off');
}

/** Every byte of the model starts the timer anew. */
async function* lines(question, stop) {
  let silence;
  const wait = () => {
    clearTimeout(silence);
    silence = setTimeout(() => stop.abort(new Error('silent for too long')), timeout);
  };
  try {
    wait();
    const response = await fetch(`${process.env.MODEL_URL}/chat/completions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${process.env.MODEL_KEY}` },
      body: JSON.stringify({
        model: process.env.MODEL_NAME, stream: true, messages: [{ role: 'user', content: question }],
      }),
      signal: stop.signal,
    });
    if (response.status !== 200) throw new Error(`status ${response.status}`);
    const decoder = new TextDecoder(); // keeps a character that a chunk cuts in two
    let rest = '';
    let cr = false; // whether the LF of a CRLF may still come
    for await (const bytes of response.body) {
      wait();
      let text = decoder.decode(bytes, { stream: true });
      if (text === '') continue;
      if (cr && text.startsWith('\n')) text = text.slice(1);
      cr = text.endsWith('\r') || (cr && text === '');
      const parts = (rest + text).split(/\r\n|\n|\r/);
      rest = parts.pop();
      yield* parts;
    }
  } finally {
    clearTimeout(silence);
  }
}

function send(response, type, data) {
  response.write(`event: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}

function answer(response, status, json) {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(json));
}

/** The durations that the checker sends have seconds only, or hours, minutes and seconds. */
function milliseconds(duration) {
  const [, hours = 0, minutes = 0, seconds = 0] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration);
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

server.listen(port, '127.0.0.1', () => console.log(`listening on http://127.0.0.1:${port}`));
