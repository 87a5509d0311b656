/** The page: a question goes out, the events of the answer become rows. */

import { ask, GaveUp, Refused } from "./ask.js";
import { language } from "./page.js";

const ROWS = 200; // kept on the page, however many events there are

const WORDS = {
  en: { refused: "No stream:", noType: "no type", gaveUp: "Nothing came, however often the question was asked." },
  zh: { refused: "不是流：", noType: "没有类型", gaveUp: "问了几次，什么都没有收到。" },
};

const form = document.querySelector("[data-form]");
const token = document.querySelector("[data-token]");
const question = document.querySelector("[data-question]");
const stop = document.querySelector("[data-stop]");
const status = document.querySelector("[data-status]");
const message = document.querySelector("[data-message]");
const log = document.querySelector("[data-log]");
const count = document.querySelector("[data-count]");
const lastId = document.querySelector("[data-last-id]");
const retry = document.querySelector("[data-retry]");

let running = null; // the AbortController of the question that is being answered

form.addEventListener("submit", (event) => {
  event.preventDefault();
  start();
});
stop.addEventListener("click", () => running?.abort());

async function start() {
  running?.abort();
  const controller = new AbortController();
  running = controller;
  clear();
  try {
    await ask({
      question: question.value,
      token: token.value,
      signal: controller.signal,
      onStatus: (word) => (status.textContent = word),
      onEvents: show,
    });
    end(controller, "done");
  } catch (reason) {
    end(controller, controller.signal.aborted ? "stopped" : "failed", reason);
  }
}

function clear() {
  log.replaceChildren();
  message.textContent = "";
  count.textContent = "0";
  lastId.textContent = "";
  retry.textContent = "";
}

/** Takes all events of a chunk at once: of ten thousand, only those that stay on the page become rows. */
function show(events, reader) {
  count.textContent = Number(count.textContent) + events.length;
  lastId.textContent = reader.lastEventId;
  retry.textContent = reader.retry;
  const following = log.scrollHeight - log.scrollTop - log.clientHeight < 2;
  log.append(...events.slice(-ROWS).map(row));
  while (log.children.length > ROWS) {
    log.firstElementChild.remove();
  }
  if (following) {
    log.scrollTop = log.scrollHeight; // a reader who has scrolled up stays there
  }
}

function row({ type, lastEventId, data }) {
  const item = document.createElement("li");
  item.append(cell("type", type), cell("id", lastEventId), cell("data", data));
  return item;
}

/** Uses textContent, never innerHTML: what comes from a server is text, whatever it looks like. */
function cell(name, text) {
  const span = document.createElement("span");
  span.dataset[name] = "";
  span.textContent = text;
  return span;
}

/** A question that was stopped by the next one has nothing left to say. */
function end(controller, word, reason) {
  if (controller === running) {
    running = null;
    status.textContent = word;
    message.textContent = word === "failed" ? sentence(reason) : "";
  }
}

function sentence(reason) {
  const words = WORDS[language()];
  if (reason instanceof Refused) {
    const type = reason.type || words.noType;
    return `${words.refused} ${reason.status} · ${type}${reason.reason && ` · ${reason.reason}`}`;
  }
  return reason instanceof GaveUp ? words.gaveUp : String(reason);
}
