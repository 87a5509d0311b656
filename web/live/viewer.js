/**
 * The given viewer of ./sse live: any number of EventSources on /events, each with its state, its events and their ids.
 * In 1.1 it also polls and opens a WebSocket. What it shows is text, never markup.
 */
import { language } from "./page.js";

/** The types to listen for: EventSource hands out no others. */
const TYPES = ["message", "notification", "update", "reset", "bye", "token", "done", "failed"];
const STATES = ["connecting", "open", "closed"];
const TONES = { connecting: "warn", open: "good", closed: "bad" };
const MOST_STREAMS = 24;
const KEPT = 60;
const SIX = 6;

const WORDS = {
  stream: { en: (n) => `Stream ${n}`, zh: (n) => `流 ${n}` },
  close: { en: "Close", zh: "关闭" },
  connecting: { en: "connecting", zh: "连接中" },
  open: { en: "open", zh: "已打开" },
  closed: { en: "closed", zh: "已关闭" },
};

const given = new URLSearchParams(location.search);
const find = (name) => document.querySelector(`[data-${name}]`);
const streams = new Set();
let opened = 0;

function say(key, ...args) {
  const words = WORDS[key][language()];
  return typeof words === "function" ? words(...args) : words;
}

function make(tag, name = "", text = "") {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

/** A panel for one source of events: its head, its state and its list. */
function panel(title) {
  const element = make("section", "panel viewer-stream");
  const head = make("div", "viewer-head");
  const name = make("h2", "", title());
  const state = make("span", "verdict");
  const close = make("button", "button quiet", say("close"));
  const log = make("ol", "log");
  close.type = "button";
  head.append(name, state, close);
  element.append(head, log);
  find("streams").append(element);
  const panel = { state: "" };
  panel.draw = () => {
    name.textContent = title();
    close.textContent = say("close");
    state.textContent = panel.state ? say(panel.state) : "";
    state.dataset.tone = TONES[panel.state] ?? "";
  };
  element.addEventListener("draw", panel.draw);
  panel.is = (now) => {
    if (panel.state !== now) {
      panel.state = now;
      panel.draw();
      limit();
    }
  };
  panel.add = (type, data, id) => {
    const item = make("li");
    item.append(make("span", "viewer-type", type), make("span", "", data), ...(id ? [make("span", "viewer-id", `id ${id}`)] : []));
    log.prepend(item);
    while (log.childElementCount > KEPT) {
      log.lastElementChild.remove();
    }
  };
  panel.end = (stop) => {
    close.addEventListener("click", () => {
      stop();
      streams.delete(panel);
      element.remove();
      limit();
    });
  };
  return panel;
}

function limit() {
  const states = [...streams].map(({ state }) => state);
  find("limit").hidden = !(states.includes("connecting") && states.filter((state) => state === "open").length >= SIX);
}

function more() {
  if (given.get("events") === "no" || streams.size >= MOST_STREAMS) {
    return;
  }
  const number = ++opened;
  const shown = panel(() => say("stream", number));
  const source = new EventSource("/events");
  const look = () => shown.is(STATES[source.readyState]);
  streams.add(shown);
  look();
  source.addEventListener("open", look);
  source.addEventListener("error", look);
  for (const type of TYPES) {
    source.addEventListener(type, ({ data, lastEventId }) => shown.add(type, data, lastEventId));
  }
  shown.end(() => source.close());
}

/** The two other ways of 1.1, for as long as the page is open. */
function otherWays() {
  const socket = panel(() => "WebSocket");
  const dial = () => {
    const ws = new WebSocket(`ws://${location.host}/ws`);
    socket.is("connecting");
    ws.addEventListener("open", () => socket.is("open"));
    ws.addEventListener("message", ({ data }) => socket.add("message", data, ""));
    ws.addEventListener("close", () => socket.is("closed")); // a WebSocket does not reconnect by itself
    return ws;
  };
  const ws = dial();
  socket.end(() => ws.close());
  const polling = panel(() => "GET /poll");
  const timer = setInterval(async () => {
    try {
      polling.add("200", await (await fetch("/poll")).text(), "");
      polling.is("open");
    } catch {
      polling.is("closed");
    }
  }, 1000);
  polling.end(() => clearInterval(timer));
}

addEventListener("message", ({ origin, data }) => {
  if (origin === given.get("console") && data?.more === true) {
    more();
  }
});
find("more").addEventListener("click", more);
addEventListener("keydown", ({ key }) => {
  if (key === "+" && parent === window) {
    more();
  }
});
new MutationObserver(() => document.querySelectorAll(".viewer-stream").forEach((element) => element.dispatchEvent(new Event("draw")))).observe(
  document.documentElement,
  { attributeFilter: ["lang"] },
);

find("none").hidden = given.get("events") !== "no";
find("more").hidden = given.get("events") === "no";
more();
if (given.get("ways") === "three") {
  otherWays();
}
