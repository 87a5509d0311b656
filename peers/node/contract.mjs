// What the contracts of the tasks share, whichever library sends the events.
const setting = (name, usual) => process.env[name] ?? usual;

/** Reads an ISO 8601 duration. Those of the checker have hours, minutes and seconds. */
function milliseconds(duration) {
  const parts = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(duration);
  if (!parts) {
    throw new Error(`got the duration ${duration}, want one like PT1M1.5S`);
  }
  const [, hours = 0, minutes = 0, seconds = 0] = parts;
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000;
}

export const port = Number(setting('PORT', '8080'));
export const host = '127.0.0.1';

/** 2.1: a number of events, one at each interval. */
export const clock = {
  interval: milliseconds(setting('CLOCK_INTERVAL', 'PT1S')),
  count: Math.floor(milliseconds(setting('CLOCK_DURATION', 'PT10S')) / milliseconds(setting('CLOCK_INTERVAL', 'PT1S'))),
  event: () => new Date().toISOString(),
};

const items = ['A new order has come in', 'Stock is low: "3" left', '您的包裹已送达', 'Done'];

/** 2.3: two types in turn, for ever. */
export const feed = {
  interval: milliseconds(setting('FEED_INTERVAL', 'PT1S')),
  type: (n) => (n % 2 === 0 ? 'notification' : 'update'),
  data: (n) => JSON.stringify({ n: n + 1, text: items[n % items.length] }),
};

/** 3.2 and 3.3: the limits and durations of the broadcast. */
export const heartbeat = milliseconds(setting('HEARTBEAT_INTERVAL', 'PT15S'));
export const places = Number(setting('BROADCAST_MAX_CLIENTS', '10000'));
export const queue = Number(setting('BROADCAST_QUEUE', '256'));
export const retryAfter = String(Math.max(1, Math.ceil((2 * heartbeat) / 1000)));

/** Calls n times, once at each interval and the first time at once, then the end. Returns a function that stops it. */
export function ticks(interval, count, tick, end = () => {}) {
  const begun = performance.now();
  let timer;
  let n = 0;
  const next = () => {
    if (n === count) {
      end();
      return;
    }
    tick(n++);
    timer = setTimeout(next, begun + n * interval - performance.now());
  };
  next();
  return () => clearTimeout(timer);
}

/** The body of a request; null where it is not UTF-8, which an event stream cannot carry. */
export async function text(request) {
  const parts = [];
  for await (const part of request) {
    parts.push(part);
  }
  return decoded(Buffer.concat(parts));
}

/** The same of bytes that were read already. */
export function decoded(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
