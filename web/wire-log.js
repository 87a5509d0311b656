/**
 * The wire log: the bytes of one connection as they arrived, and what a browser makes of them.
 *
 *   import { wireLog } from "./wire-log.js";
 *
 *   const log = wireLog(document.querySelector("[data-wire-log]"), {
 *     name: "connection 1",                          // how the text around it refers to this connection
 *     reproduce: "curl -N http://127.0.0.1:8080/events",   // may be empty
 *     lines: [],                                     // what is there already
 *     mark: { line: 0, column: 6, note: "…" },       // where to look first; may be absent
 *   });
 *   log.append({
 *     at: 4.2,                                       // milliseconds since the connection was opened
 *     kind: "bytes",                                 // sent | head | bytes | end | act | page | step
 *     text: "data: tick\\n\\n",                      // "bytes": control characters escaped, as in a Java string
 *     chunkEdge: true,                               // an HTTP chunk begins here
 *     dispatched: ['message "tick"'],                // the events a browser dispatches after this line
 *   });
 *   log.clear();
 *
 * It adds the element's content itself, in the language of the nearest `lang`. Text goes in by textContent only. A
 * list that is filled already is first shown at its mark, or at its end where there is none, even if the element around
 * it is opened later. A list that grows keeps its place unless the reader is at its end, and keeps the last LINES lines.
 */

const LINES = 1000;
const ROWS_OF_A_LINE = 200;
const ROWS_AT_ITS_END = 20;
const ROWS_AROUND_A_MARK = 10;
const CHARACTERS_OF_A_ROW = 600;
const CHARACTERS_BEHIND_A_MARK = 120;

const WORDS = {
  en: {
    log: "Wire log",
    copy: "Copy",
    copied: "Copied",
    select: "Selected, press Ctrl+C",
    nothing: "Nothing has arrived.",
    blank: "empty line",
    idle: "empty line, nothing to dispatch",
    more: (n) => `… ${n} more characters`,
    rows: (n) => `… ${n} lines left out`,
  },
  zh: {
    log: "线路日志",
    copy: "复制",
    copied: "已复制",
    select: "已选中，请按 Ctrl+C",
    nothing: "还没有收到任何内容。",
    blank: "空行",
    idle: "空行，没有可派发的事件",
    more: (n) => `… 还有 ${n} 个字符`,
    rows: (n) => `… 省略 ${n} 行`,
  },
};

/** Draws a conversation into an element in place of its content. Returns an object to append to it or clear it. */
export function wireLog(element, conversation) {
  return new WireLog(element, conversation);
}

/** Draws every `[data-wire-log]` whose conversation stands in it as a script of type application/json. */
export function wireLogs(root) {
  for (const element of root.querySelectorAll("[data-wire-log]")) {
    const data = element.querySelector('script[type="application/json"]');
    if (data) {
      wireLog(element, JSON.parse(data.textContent));
    }
  }
}

class WireLog {
  #words;
  #list;
  #nothing;
  #stream = new Stream();
  #following = true;
  #catchingUp = false;
  #live = false;
  #looked = false;
  #top = 0;

  constructor(element, { name, reproduce = "", lines = [], mark = null }) {
    this.#words = element.closest("[lang|=zh]") ? WORDS.zh : WORDS.en;
    this.#list = make("ol", "wire-lines", { role: "list", tabindex: "0", "aria-label": `${this.#words.log}: ${name}` });
    this.#nothing = make("p", "wire-nothing", {}, this.#words.nothing);
    this.#list.addEventListener("scroll", () => this.#scrolled());
    new ResizeObserver(() => this.#resized()).observe(this.#list);
    element.classList.add("wire");
    element.replaceChildren(this.#head(name, reproduce), this.#list, this.#nothing);
    lines.forEach((line, index) => this.#add(line, mark && mark.line === index ? mark : null));
    this.#lookFirst();
  }

  /** Adds a line that has arrived. A mark `{column, note}` may come with it. */
  append(line, mark = null) {
    this.#live = true;
    this.#add(line, mark).classList.add("wire-new");
    while (this.#list.childElementCount > LINES) {
      this.#list.firstElementChild.remove();
    }
    if (this.#following && !this.#catchingUp) {
      this.#catchingUp = true;
      requestAnimationFrame(() => {
        this.#toEnd();
        this.#catchingUp = false;
      });
    }
  }

  #toEnd() {
    this.#list.scrollTop = this.#list.scrollHeight;
    this.#top = this.#list.scrollTop;
  }

  /** A reader who scrolls up stays there. Scrolling of our own, or a change of size, does not count. */
  #scrolled() {
    if (!this.#catchingUp) {
      const atEnd = this.#list.scrollHeight - this.#list.scrollTop - this.#list.clientHeight < 24;
      this.#following = atEnd || (this.#following && this.#list.scrollTop >= this.#top);
      this.#top = this.#list.scrollTop;
    }
  }

  /** Keeps the end in sight when the list shrinks. A list in closed details gets its first size when they open. */
  #resized() {
    if (this.#following && this.#live) {
      this.#toEnd();
    } else {
      this.#lookFirst();
    }
  }

  /** Empties the log, as for a new connection. */
  clear() {
    this.#stream = new Stream();
    this.#list.replaceChildren();
    this.#nothing.hidden = false;
  }

  #head(name, reproduce) {
    const head = make("div", "wire-head");
    head.append(make("strong", "wire-name", {}, name));
    if (reproduce) {
      const curl = make("code", "wire-curl", {}, reproduce);
      head.append(curl, copyButton(curl, this.#words));
    }
    return head;
  }

  #add(line, mark) {
    if (line.kind === "sent") {
      this.#stream = new Stream(); // another connection may follow in the same log
    }
    const item = make("li", "wire-line", { "data-kind": line.kind });
    item.toggleAttribute("data-chunk", Boolean(line.chunkEdge));
    const rows = make("div", "wire-rows");
    rows.append(...(line.kind === "bytes" ? this.#bytes(line, mark) : [plain(line, mark)]));
    item.append(make("span", "wire-at", {}, `+${(line.at / 1000).toFixed(3)}s`), rows);
    this.#list.append(item);
    this.#nothing.hidden = true;
    return item;
  }

  /** One row for each line of the stream, the events beside the empty lines that dispatch them. */
  #bytes(line, mark) {
    const pieces = this.#stream.rows(line.text);
    const events = [...(line.dispatched ?? [])];
    const marked = mark ? pieces.findIndex((piece) => mark.column >= piece.column && mark.column < piece.end) : -1;
    const rows = [];
    let left = 0;
    for (const [index, piece] of pieces.entries()) {
      const mine = index === pieces.length - 1 ? events.splice(0) : piece.dispatches ? events.splice(0, 1) : [];
      if (!shows(index, pieces.length, marked)) {
        left++;
        continue;
      }
      if (left > 0) {
        rows.push(make("div", "wire-row wire-cut", {}, this.#words.rows(left)));
        left = 0;
      }
      const row = this.#row(piece, index === marked ? mark : null);
      row.append(...mine.map((event) => make("span", "wire-event", {}, event)));
      row.classList.toggle("wire-dispatch", mine.length > 0);
      rows.push(row);
    }
    return rows;
  }

  #row(piece, mark) {
    const row = make("div", "wire-row");
    const code = make("code", "wire-text");
    row.append(code);
    row.classList.toggle("wire-comment", piece.comment);
    if (piece.blank) {
      row.classList.add("wire-blank");
      row.append(make("span", "wire-word", {}, piece.dispatches ? this.#words.blank : this.#words.idle));
    }
    fill(code, piece, mark, this.#words);
    if (mark) {
      row.append(note(mark));
    }
    return row;
  }

  /** Scrolls to what decides: the mark, or else the last lines. Only the list scrolls, never the page. */
  #lookFirst() {
    if (this.#looked || this.#list.clientHeight === 0) {
      return;
    }
    this.#looked = true;
    const marked = this.#list.querySelector("mark")?.closest("li");
    if (marked) {
      this.#list.scrollTop = marked.offsetTop - this.#list.clientHeight / 3;
    } else {
      this.#toEnd();
    }
  }
}

/** Of very many rows, only the first, those around the mark, and the last are shown: one of these decides. */
function shows(index, length, marked) {
  return (
    length <= ROWS_OF_A_LINE ||
    index < ROWS_OF_A_LINE - ROWS_AT_ITS_END ||
    index >= length - ROWS_AT_ITS_END ||
    (marked >= 0 && Math.abs(index - marked) <= ROWS_AROUND_A_MARK)
  );
}

/** What must be remembered of a stream to tell which empty line dispatches. This is no parser; the checker has one. */
class Stream {
  #start = "";
  #data = false;
  #carriageReturn = false;

  /** Splits escaped text after every line end. */
  rows(text) {
    const rows = [];
    let tokens = [];
    const close = (ended) => {
      if (tokens.length) {
        rows.push(this.#row(tokens, ended));
        tokens = [];
      }
    };
    for (const { 0: token, index } of text.matchAll(/\\(?:u[0-9a-f]{4}|x[0-9a-f]{2}|.)|[^\\]+|\\$/gs)) {
      if (this.#carriageReturn && token !== "\\n") {
        close(true);
      }
      const second = this.#carriageReturn && token === "\\n";
      this.#carriageReturn = token === "\\r";
      tokens.push({ text: token, column: index });
      if (second && tokens.length === 1) {
        rows.push(describe(tokens));
        tokens = [];
      } else if (token === "\\n") {
        close(true);
      }
    }
    close(this.#carriageReturn);
    return rows;
  }

  #row(tokens, ended) {
    const row = describe(tokens);
    const text = tokens.filter(({ text }) => text !== "\\n" && text !== "\\r").map(({ text }) => text).join("");
    const line = this.#start + text.slice(0, 8);
    row.blank = ended && line === "";
    row.comment = line.startsWith(":");
    row.field = this.#start ? "" : (/^(data|event|id|retry)(?=:|$)/.exec(text)?.[0] ?? "");
    row.dispatches = row.blank && this.#data;
    this.#data = row.blank ? false : this.#data || (ended && /^data(:|$)/.test(line));
    this.#start = ended ? "" : line.slice(0, 8);
    return row;
  }
}

function describe(tokens) {
  const last = tokens.at(-1);
  const end = last.column + last.text.length;
  return { tokens, column: tokens[0].column, end, field: "", blank: false, comment: false, dispatches: false };
}

/** Puts the bytes of a row into their element: field name, escapes and mark each in an element of their own. */
function fill(code, piece, mark, words) {
  const from = mark ? Math.max(piece.column, beside(piece, mark.column - CHARACTERS_OF_A_ROW)) : piece.column;
  const most = mark ? mark.column + CHARACTERS_BEHIND_A_MARK : from + CHARACTERS_OF_A_ROW;
  const to = Math.min(piece.end, beside(piece, most));
  const fieldEnd = piece.column + piece.field.length;
  if (from > piece.column) {
    code.append(make("span", "wire-cut", {}, `${words.more(from - piece.column)} … `));
  }
  for (const token of piece.tokens) {
    for (const [start, end] of spans(token, [from, to, fieldEnd, ...edges(token, mark)])) {
      if (start >= from && end <= to) {
        const text = token.text.slice(start - token.column, end - token.column);
        const look = mark?.column === start ? "mark" : end <= fieldEnd ? "field" : escaped(token) ? "escape" : "";
        code.append(look === "mark" ? make("mark", "", {}, text) : look ? make("span", `wire-${look}`, {}, text) : text);
      }
    }
  }
  if (to < piece.end) {
    code.append(make("span", "wire-cut", {}, ` ${words.more(piece.end - to)}`));
  }
}

/** Moves a column in the middle of a surrogate pair to the beginning of the pair. */
function beside(piece, column) {
  const token = piece.tokens.find((token) => token.column < column && column < token.column + token.text.length);
  const unit = token ? token.text.charCodeAt(column - token.column) : 0;
  return unit >= 0xdc00 && unit <= 0xdfff ? column - 1 : column;
}

/** Cuts a token at the edges inside it; an escape is never cut. */
function spans(token, edges) {
  const end = token.column + token.text.length;
  const inside = escaped(token) ? [] : edges.filter((edge) => edge > token.column && edge < end);
  const all = [token.column, ...new Set(inside.sort((a, b) => a - b)), end];
  return all.slice(1).map((edge, index) => [all[index], edge]);
}

/** The two sides of the marked character. */
function edges(token, mark) {
  const offset = mark ? mark.column - token.column : -1;
  if (offset < 0 || offset >= token.text.length) {
    return [];
  }
  return [mark.column, mark.column + String.fromCodePoint(token.text.codePointAt(offset)).length];
}

function escaped(token) {
  return token.text.startsWith("\\");
}

/** A line that is not of the body: request, head, end, or an action of the checker. */
function plain(line, mark) {
  const row = make("div", "wire-row");
  const text = make(["act", "page", "end", "step"].includes(line.kind) ? "span" : "code", "wire-text", {}, line.text);
  row.append(text);
  if (mark) {
    text.replaceChildren(make("mark", "", {}, line.text));
    row.append(note(mark));
  }
  return row;
}

function note(mark) {
  const note = make("div", "wire-note");
  note.append(make("span", "wire-arrow", { "aria-hidden": "true" }, "▲"), make("span", "", {}, mark.note));
  sizes.observe(note);
  return note;
}

/** Keeps each note below its mark, or to the left of it where there is too little room on the right. */
const sizes = new ResizeObserver((entries) => {
  requestAnimationFrame(() => {
    for (const { target } of entries) {
      const row = target.parentElement;
      const mark = row?.querySelector("mark");
      if (mark) {
        const left = mark.getBoundingClientRect().left - row.getBoundingClientRect().left;
        target.style.setProperty("--wire-mark", `${Math.max(0, Math.round(left))}px`);
        target.classList.toggle("wire-note-left", left > row.clientWidth / 2);
      }
    }
  });
});

function copyButton(source, words) {
  const button = make("button", "wire-copy", { type: "button" }, words.copy);
  const status = make("span", "visually-hidden", { role: "status" });
  button.addEventListener("click", async () => {
    let said = words.copied;
    try {
      await navigator.clipboard.writeText(source.textContent);
    } catch {
      getSelection().selectAllChildren(source);
      said = words.select;
    }
    button.textContent = said;
    status.textContent = said;
    setTimeout(() => {
      button.textContent = words.copy;
      status.textContent = "";
    }, 2000);
  });
  const group = make("span", "wire-tools");
  group.append(button, status);
  return group;
}

function make(tag, name, attributes = {}, text = "") {
  const element = document.createElement(tag);
  if (name) {
    element.className = name;
  }
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  element.textContent = text;
  return element;
}
