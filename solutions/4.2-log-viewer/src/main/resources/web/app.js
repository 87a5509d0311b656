const KEPT = 1000;
const STATES = ["connecting", "open", "closed"]; // in the order of EventSource.readyState
const LEVEL = /\b(ERROR|WARN|DEBUG)\b/;

const log = document.querySelector("[data-log]");
const status = document.querySelector("[data-status]");
const count = document.querySelector("[data-count]");
const pauseButton = document.querySelector("[data-pause]");
const resumeButton = document.querySelector("[data-resume]");
const follow = document.querySelector("[data-follow]");
const filter = document.querySelector("[data-filter]");

let source = null;
let lastId = "";
let waiting = []; // lines that have arrived and are not drawn yet
let timer = null;

/** A new EventSource has no last event id, so the address says where to go on. */
function connect() {
  source = new EventSource(lastId ? `/events?after=${encodeURIComponent(lastId)}` : "/events");
  source.addEventListener("open", showState);
  source.addEventListener("error", showState);
  source.addEventListener("message", (event) => {
    lastId = event.lastEventId;
    add({ text: event.data });
  });
  source.addEventListener("reset", () => add({ gap: true }));
  showState();
}

/** Nothing is kept for a viewer that pauses: what it misses is in the file. */
function pause() {
  source.close();
  source = null;
  draw();
  showState();
}

function showState() {
  status.textContent = source ? STATES[source.readyState] : "paused";
  pauseButton.disabled = !source || source.readyState === EventSource.CLOSED;
  resumeButton.disabled = !pauseButton.disabled;
}

/** Lines may come by the thousand. They are drawn together, since each drawing costs a layout of the page. */
function add(line) {
  waiting.push(line);
  if (waiting.length > KEPT) {
    waiting.shift();
  }
  timer ??= setTimeout(draw, 30);
}

function draw() {
  clearTimeout(timer);
  timer = null;
  log.append(...waiting.map(item));
  waiting = [];
  while (log.children.length > KEPT) {
    log.firstElementChild.remove();
  }
  count.textContent = log.children.length;
  goToEnd();
}

/** Shows text as text, whatever it looks like: never as markup. */
function item({ text = "⋯", gap = false }) {
  const item = document.createElement("li");
  item.textContent = text;
  item.className = gap ? "gap" : `level-${LEVEL.exec(text)?.[1].toLowerCase() ?? "info"}`;
  item.hidden = !isWanted(text);
  return item;
}

function isWanted(text) {
  return text.toLowerCase().includes(filter.value.toLowerCase());
}

function goToEnd() {
  if (follow.checked) {
    log.scrollTop = log.scrollHeight;
  }
}

/** A reader who scrolls up wants to read there; one who returns to the end wants to follow it. */
function followScrolling() {
  follow.checked = log.scrollHeight - log.scrollTop - log.clientHeight < 2;
}

function applyFilter() {
  for (const line of log.children) {
    line.hidden = !isWanted(line.textContent);
  }
  goToEnd();
}

pauseButton.addEventListener("click", pause);
resumeButton.addEventListener("click", connect);
follow.addEventListener("change", goToEnd);
filter.addEventListener("input", applyFilter);
log.addEventListener("scroll", followScrolling);
connect();
