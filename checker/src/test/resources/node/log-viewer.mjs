// Task 4.2 in Node, without a framework: one place per viewer, and the file as the only buffer.
import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const path = process.env.LOG_FILE ?? 'target/demo.log';
const backlog = Number(process.env.LOG_BACKLOG ?? 20);
const maxLine = Number(process.env.LOG_MAX_LINE ?? 65536);
const look = 60; // milliseconds
const block = Math.max(65536, maxLine + 2);

let current = null; // { handle, name, size, next }: the file at the path, held open
let cuts = 0;

async function keyOfPath() {
  const found = await stat(path).catch(() => null);
  return found?.isFile() ? `${found.dev}:${found.ino}` : null;
}

function generation(key, handle) {
  const name = createHash('sha1').update(`${key} ${cuts}`).digest('hex').slice(0, 10);
  return { key, name, handle, size: 0, next: null };
}

/** One look for all viewers. The key first, then the size: what was written before a rotation is counted. */
async function lookOnce() {
  const key = await keyOfPath();
  if (current) {
    const { size } = await current.handle.stat();
    if (size < current.size) {
      cuts += 1;
      const next = generation(current.key, current.handle);
      Object.assign(current, { size: 0, next });
      current = next;
    }
    current.size = size;
  }
  if (key && key !== current?.key) {
    const next = generation(key, await open(path, 'r'));
    next.size = (await next.handle.stat()).size;
    if (current) {
      current.next = next; // its handle is closed when nobody reads it any more
    } else {
      first.next = next;
    }
    current = next;
  }
}

const first = { key: null, name: 'none', handle: null, size: 0, next: null };

async function read(file, from, to) {
  const bytes = Buffer.alloc(Math.max(0, Math.min(block, to - from)));
  const { bytesRead } = bytes.length ? await file.handle.read(bytes, 0, bytes.length, from) : { bytesRead: 0 };
  return bytes.subarray(0, bytesRead);
}

async function beforeLast(file, lines) {
  let ends = 0;
  for (let to = file.size; to > 0; to -= Math.min(block, to)) {
    const from = to - Math.min(block, to);
    const bytes = await read(file, from, to);
    for (let at = bytes.lastIndexOf(10); at >= 0; at = at > 0 ? bytes.lastIndexOf(10, at - 1) : -1) {
      if (++ends > lines) {
        return from + at + 1;
      }
    }
  }
  return 0;
}

async function begin(id) {
  const file = current ?? first;
  const parts = /^([0-9a-f]{10})\.(0|[1-9][0-9]{0,14})$/.exec(id);
  if (parts && parts[1] === file.name && Number(parts[2]) <= file.size) {
    const offset = Number(parts[2]);
    if (offset === 0 || (await read(file, offset - 1, offset))[0] === 10) {
      return { file, offset, missed: false };
    }
  }
  return { file, offset: await beforeLast(file, backlog), missed: id !== '' };
}

function textOf(kept, length) {
  if (length > maxLine && !(length === maxLine + 1 && kept[maxLine] === 13)) {
    let cut = maxLine;
    while (cut > 0 && (kept[cut] & 0xc0) === 0x80) {
      cut -= 1;
    }
    return `${kept.toString('utf8', 0, cut)} […]`;
  }
  return kept.toString('utf8', 0, kept[length - 1] === 13 ? length - 1 : length);
}

/** The events for the next complete lines behind a place, which moves on. */
async function next(place) {
  const { file } = place;
  const { size, next: successor } = file; // as one look left them: the next may come while this reads
  const bytes = await read(file, place.offset, size);
  let events = '';
  let start = 0;
  for (let stop = bytes.indexOf(10); stop >= 0; stop = bytes.indexOf(10, start)) {
    const offset = place.offset + stop + 1;
    events += event(file, offset, textOf(bytes.subarray(start, stop), stop - start));
    start = stop + 1;
  }
  if (events) {
    place.offset += start;
    return events;
  }
  for (let at = place.offset + bytes.length; at < size; at += block) {
    const stop = (await read(file, at, size)).indexOf(10);
    if (stop >= 0) {
      const length = at + stop - place.offset;
      place.offset = at + stop + 1;
      return event(file, place.offset, textOf(bytes, length));
    }
  }
  if (successor) {
    Object.assign(place, { file: successor, offset: 0 });
    return next(place);
  }
  return '';
}

function event(file, offset, text) {
  return `id: ${file.name}.${offset}\ndata: ${text.replaceAll('\r', '\ndata: ')}\n\n`;
}

async function events(request, response, after) {
  const place = await begin(request.headers['last-event-id'] || after);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache' });
  response.write(place.missed ? 'event: reset\ndata:\n\n' : ':\n\n');
  while (!response.destroyed) {
    const more = await next(place);
    if (more && !response.write(more)) {
      await new Promise((go) => response.once('drain', go).once('close', go));
    } else if (!more) {
      await sleep(look);
    }
  }
}

async function keepLooking() {
  for (;;) {
    await sleep(look);
    await lookOnce();
  }
}

// Before anybody can come: to a viewer, a file that was not looked for yet would be one that is not there.
await lookOnce();
keepLooking();

createServer((request, response) => {
  const url = new URL(request.url, 'http://log');
  if (request.method === 'GET' && url.pathname === '/events') {
    events(request, response, url.searchParams.get('after') ?? '').catch(() => response.destroy());
  } else {
    response.writeHead(404, { 'Content-Type': 'application/json' }).end('{"error":"no such path"}');
  }
}).listen(Number(process.env.PORT ?? 8080), '127.0.0.1');
