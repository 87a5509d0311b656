/**
 * Connections as rows over time: a bar from opening to end, a tick for each event, a lighter one for a heartbeat, and
 * at the end a sign for how the connection ended.
 */

const LEAST = 10_000;
const MOST = 180_000;
const NEWEST = 24;

const SIGNS = {
  COMPLETE: { sign: "■", en: "ended", zh: "正常结束", tone: "ink-soft" },
  SERVER_CLOSED: { sign: "✕", en: "closed by the server", zh: "服务器关闭", tone: "bad" },
  SERVER_RESET: { sign: "✕", en: "reset by the server", zh: "服务器重置", tone: "bad" },
  CLIENT_LEFT: { sign: "◁", en: "the client left", zh: "客户端断开", tone: "ink-soft" },
  CUT: { sign: "✂", en: "cut", zh: "被控制台断开", tone: "bad" },
  NO_SERVER: { sign: "✕", en: "refused: no server", zh: "被拒绝：没有服务器", tone: "bad" },
  MALFORMED: { sign: "✕", en: "not HTTP/1.1", zh: "不是 HTTP/1.1", tone: "bad" },
};

/** How a connection ended, in words. */
export function ended(row, language) {
  return SIGNS[row.ending]?.[language] ?? "";
}

/** Whether the chart shows a connection: a stream, or a request for one. */
export function isStream(row) {
  return row.wanted || row.kind === "stream" || row.kind === "socket";
}

/** Draws the given rows into an element at each call; `choose` is called with the number of a row that is clicked. */
export function chart(element, choose) {
  const drawn = new Map();

  function line(row) {
    let made = drawn.get(row.n);
    if (!made) {
      const button = document.createElement("button");
      const name = document.createElement("span");
      const canvas = document.createElement("canvas");
      button.type = "button";
      button.className = "live-row";
      button.dataset.row = row.n;
      name.className = "live-row-name";
      button.append(name, canvas);
      button.addEventListener("click", () => choose(row.n));
      made = { button, name, canvas, said: "" };
      drawn.set(row.n, made);
    }
    return made;
  }

  return function draw(rows, now, shown, language) {
    const newest = [...rows].filter(isStream).sort((a, b) => a.stream - b.stream).slice(-NEWEST);
    const from = Math.max(now - MOST, Math.min(now - LEAST, ...newest.map(({ opened }) => opened)));
    const colours = getComputedStyle(document.documentElement);
    const colour = (name) => colours.getPropertyValue(`--${name}`).trim();
    const wanted = newest.map((row) => {
      const made = line(row);
      label(made, row, language);
      made.button.setAttribute("aria-pressed", String(shown.includes(row.n)));
      return made;
    });
    const buttons = wanted.map(({ button }) => button);
    if (buttons.length !== element.childElementCount || buttons.some((button, i) => element.children[i] !== button)) {
      const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
      const focused = document.activeElement;
      element.replaceChildren(...buttons);
      if (buttons.includes(focused)) {
        focused.focus({ preventScroll: true });
      } else if (atEnd) {
        element.scrollTop = element.scrollHeight;
      }
      drawn.forEach((made, n) => buttons.includes(made.button) || drawn.delete(n));
    }
    newest.forEach((row, i) => bar(wanted[i].canvas, row, { from, now, colour, language }));
  };
}

function label(made, row, language) {
  const id = row.lastId ? `Last-Event-ID: ${row.lastId}` : "";
  const said = [row.n, row.method, row.target, id, row.slow, row.status, ended(row, language)].join("|");
  if (made.said !== said) {
    made.said = said;
    const number = document.createElement("b");
    number.textContent = `${row.stream}`;
    const what = document.createElement("span");
    what.textContent = `${row.method} ${row.target}${row.status && row.status !== 200 ? ` ${row.status}` : ""}`;
    const brought = document.createElement("span");
    brought.className = "live-row-id";
    brought.textContent = id;
    made.name.replaceChildren(number, what, brought);
    made.button.title = [`${row.method} ${row.target}`, id, ended(row, language)].filter(Boolean).join(" · ");
    made.button.setAttribute("aria-label", `${row.stream}: ${made.button.title}`);
  }
}

function bar(canvas, row, { from, now, colour, language }) {
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  const ratio = devicePixelRatio;
  if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
  }
  const pen = canvas.getContext("2d");
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  pen.clearRect(0, 0, width, height);
  const words = ended(row, language);
  pen.font = `${Math.round(height * 0.52)}px system-ui, sans-serif`;
  const room = Math.min(width / 2, pen.measureText(words).width + 28);
  const x = (time) => ((Math.max(time, from) - from) / (now - from)) * (width - room);
  const left = x(row.opened);
  const right = Math.max(left + 2, x(row.closed || now));
  const pending = row.kind === "pending" && !row.ending;
  pen.globalAlpha = 0.28;
  pen.fillStyle = colour(row.slow ? "warn" : pending ? "ink-soft" : "accent");
  pen.fillRect(left, height * 0.2, right - left, height * 0.6);
  pen.globalAlpha = 1;
  pen.fillStyle = colour(row.slow ? "warn" : "accent");
  pen.fillRect(left, height * 0.2, 2, height * 0.6);
  for (const { at, heartbeat } of row.ticks ?? []) {
    const time = row.opened + at;
    if (time >= from) {
      pen.fillStyle = colour(heartbeat ? "line-strong" : "accent");
      pen.fillRect(x(time), height * (heartbeat ? 0.4 : 0.25), 2, height * (heartbeat ? 0.2 : 0.5));
    }
  }
  const end = SIGNS[row.ending];
  if (end) {
    pen.fillStyle = colour(end.tone);
    pen.textBaseline = "middle";
    pen.fillText(`${end.sign} ${words}`, right + 6, height / 2 + 1);
  } else {
    pen.fillStyle = colour(row.slow ? "warn" : "good");
    pen.fillRect(right, height * 0.15, 3, height * 0.7);
  }
}
