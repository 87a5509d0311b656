/**
 * The page of ./sse live. All windows show the same: what happens comes as a stream, commands go as POSTs. Language,
 * type size, source and full screen are each window's own. What is shown is text, never markup.
 */
import { language } from "./page.js";
import { wireLog } from "./wire-log.js";
import { chart, isStream } from "./chart.js";

const LINES = 4000; // of all connections together
const LINES_AT_ONCE = 80; // drawn of what came together
const TICKS = 300;
const SIZES = [70, 80, 90, 100, 115, 130, 150, 175, 200];
const FRAME_SIZE = 0.85; // half a window is less than a page is made for
const SIZE_KEPT = "workbook-live-size";

const WORDS = {
  stopped: { en: "stopped", zh: "已停止" },
  starting: { en: "starting", zh: "启动中" },
  running: { en: (ms) => `running, ready in ${(ms / 1000).toFixed(1)} s`, zh: (ms) => `运行中，启动用时 ${(ms / 1000).toFixed(1)} 秒` },
  stopping: { en: "stopping: SIGTERM sent", zh: "停止中：已发送 SIGTERM" },
  failed: { en: "failed", zh: "失败" },
  other: { en: (id) => `${id} is still on the stage`, zh: (id) => `正在运行的仍是 ${id}` },
  fast: { en: "clock × 10", zh: "时钟 × 10" },
  real: { en: "real clock", zh: "真实时钟" },
  cut: { en: "the console cannot be reached; trying again", zh: "无法连接控制台，正在重试" },
  over: { en: "the console has ended", zh: "控制台已结束" },
  log: { en: "the page's stream", zh: "页面的流" },
  logOf: { en: (n) => `connection ${n}`, zh: (n) => `连接 ${n}` },
  omitted: { en: (n) => `${n} lines more than anybody reads`, zh: (n) => `另有 ${n} 行，没有显示` },
  runs: { en: "on the stage", zh: "正在运行" },
  terminal: {
    en: (title) => `${title}: several servers, so start it in a terminal`,
    zh: (title) => `${title}：有多个服务器，请在终端里启动`,
  },
  keys: { en: "Keys", zh: "按键" },
  source: { en: (id) => `The solution of ${id}`, zh: (id) => `${id} 的参考答案` },
  sent: { en: "sent", zh: "已发送" },
  noInput: { en: "the server of this task speaks by itself", zh: "这个任务的服务器自己产生事件" },
  gone: { en: "The console did not answer.", zh: "控制台没有响应。" },
  legend: { en: "tall tick: event · short tick: comment · Enter on a row shows it alone", zh: "长刻度：事件 · 短刻度：注释 · 在某行按回车，只显示它" },
};

/** Every control: its key, its words, and what it does. */
const CONTROLS = [
  { key: "s", name: "start", en: "Start / stop", zh: "启动 / 停止", what: { en: "start the chosen task, or stop it (SIGTERM, graceful)", zh: "启动所选任务，或停止它（SIGTERM，正常停机）" }, act: () => command("start"), button: true },
  { key: "r", name: "restart", en: "Restart", zh: "重启", what: { en: "stop the server and start it again", zh: "停止服务器，再重新启动" }, act: () => command("restart"), button: true },
  { key: "x", name: "cut", en: "Cut all", zh: "全部断开", what: { en: "cut every connection (RST)", zh: "断开所有连接（RST）" }, act: () => command("cut"), button: true },
  { key: "w", name: "slow", en: "Slow one", zh: "减慢一个", what: { en: "one client reads a byte at a time; again: as fast as it comes", zh: "让一个客户端逐字节读取；再按一次恢复" }, act: () => command("slow", { connection: slowOne() }), button: true },
  { key: "e", name: "send", en: "Send", zh: "发送", what: { en: "write what is sent; Enter sends, Esc leaves", zh: "输入要发送的内容；按回车发送，按 Esc 退出" }, act: () => find("send").querySelector("input").focus() },
  { key: "E", name: "many", en: "Send 200", zh: "发送 200 条", what: { en: "send 200 large messages at once", zh: "一次发送 200 条大消息" }, act: () => command("many", { text: line().value || "many" }), button: true },
  { key: "f", name: "clock", en: "Fast clock", zh: "快速时钟", what: { en: "durations divided by ten, or real again; restarts the server", zh: "时长除以十，或恢复真实时钟；会重启服务器" }, act: () => command("clock", { fast: !stage.fast }), button: true },
  { key: "+", name: "more", en: "One more stream", zh: "再开一个流", what: { en: "open one more stream in this window's browser", zh: "在本窗口的浏览器里再开一个流" }, act: more, button: true },
  { key: "o", name: "source", en: "Source", zh: "源码", what: { en: "the solution with the TODO numbers of the exercise", zh: "参考答案，并标出练习中的 TODO 编号" }, act: source, button: true },
  { key: "c", name: "clear", en: "Clear", zh: "清空", what: { en: "clear the log and what has ended", zh: "清空记录和已结束的连接" }, act: () => command("clear"), button: true },
  { key: "j", name: "next", what: { en: "next task", zh: "下一个任务" }, act: () => step(1) },
  { key: "k", name: "previous", what: { en: "previous task", zh: "上一个任务" }, act: () => step(-1) },
  { key: "l", name: "language", what: { en: "English or Chinese, in this window", zh: "切换本窗口的中英文" }, act: () => find("language").click() },
  { key: "F", name: "full", what: { en: "full screen", zh: "全屏" }, act: fullScreen },
  { key: "]", name: "larger", what: { en: "larger type", zh: "放大文字" }, act: () => size(1) },
  { key: "[", name: "smaller", what: { en: "smaller type", zh: "缩小文字" }, act: () => size(-1) },
  { key: "?", name: "help", what: { en: "these keys", zh: "显示这些按键" }, act: help },
  { key: "Escape", name: "follow", shown: "Esc", what: { en: "close, leave the text field, follow the page's stream again", zh: "关闭、退出输入框、重新跟随页面的流" }, act: leave },
];

const find = (name) => document.querySelector(`[data-${name}]`);
const line = () => find("send").querySelector("input");

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

let tasks = [];
let terminal = []; // tasks that have more servers than the stage has room for
let stage = { phase: "stopped", selected: "", playing: "", port: 0 };
let rows = new Map();
let lines = []; // in order of arrival, each with the number of its connection
let lane = []; // connections in the log, while it follows the page
let chosen = null; // the one connection in the log, when somebody chose it
let log = null;
let offset = 0; // of the server's clock to this page's
let over = false;
let cut = false;
let redraw = 0;

const task = (id) => tasks.find((each) => each.id === id);
const now = () => performance.now() + offset;

// --- commands

async function command(name, args = {}) {
  try {
    const answer = await fetch(`commands/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Workbook-Console": "1" },
      body: JSON.stringify(args),
    });
    if (answer.ok) {
      tell("");
      return true;
    }
    const { error } = await answer.json();
    tell(error[language()], "bad");
  } catch {
    tell(say("gone"), "bad");
  }
  return false;
}

/** The connection in the log, if it is open; otherwise 0, and the server takes the newest stream. */
function slowOne() {
  const open = [chosen, lane.at(-1)].find((n) => rows.has(n) && !rows.get(n).ending);
  return open ?? 0;
}

let silence;
function tell(words, tone = "") {
  clearTimeout(silence);
  find("said").textContent = words;
  find("said").dataset.tone = tone;
  silence = setTimeout(() => (find("said").textContent = ""), tone === "bad" ? 12000 : 2500);
}

function step(by) {
  const at = tasks.findIndex(({ id }) => id === stage.selected);
  const next = tasks[Math.min(tasks.length - 1, Math.max(0, at + by))];
  if (next && next.id !== stage.selected) {
    stage.selected = next.id; // at once: the key may be held down
    drawTasks();
    command("select", { task: next.id });
  }
}

// --- the page

let loaded = "";
function loadFrame() {
  const playing = task(stage.playing);
  const key = `${stage.port}`;
  if (stage.phase !== "running" || !playing || loaded === key) {
    return;
  }
  loaded = key;
  find("nothing").hidden = true;
  for (const frame of find("frames").querySelectorAll("iframe")) {
    frame.remove();
  }
  addFrame(playing.page ? `/?console=${encodeURIComponent(location.origin)}` : viewer(playing), playing.page ? "page" : "viewer");
}

function viewer(playing) {
  const ways = playing.id === "1.1" ? "&ways=three" : "";
  return `/.live/?console=${encodeURIComponent(location.origin)}&events=${playing.events ? "yes" : "no"}${ways}`;
}

function addFrame(path, kind) {
  const frame = document.createElement("iframe");
  frame.title = `${stage.playing} ${kind}`;
  frame.dataset.kind = kind;
  frame.src = `http://127.0.0.1:${stage.port}${path}`;
  frame.addEventListener("load", () => tellFrame(frame, { language: language() }));
  find("frames").append(frame);
  scaleFrames();
}

function tellFrame(frame, message) {
  frame.contentWindow?.postMessage(message, `http://127.0.0.1:${stage.port}`);
}

const frames = () => [...find("frames").querySelectorAll("iframe")];

function more() {
  const playing = task(stage.playing);
  const frame = frames().find(({ dataset }) => dataset.kind === "viewer");
  if (!playing?.events || !loaded) {
    return;
  }
  if (frame) {
    tellFrame(frame, { more: true });
  } else {
    addFrame(viewer(playing), "viewer");
  }
}

addEventListener("message", ({ origin, data }) => {
  if (origin === `http://127.0.0.1:${stage.port}` && typeof data?.key === "string") {
    pressed(data.key);
  }
});

// --- the log

/** Follows the page from one connection to the next. */
function follow(row) {
  const last = rows.get(lane.at(-1));
  if (isStream(row) && (row.wanted || row.kind === "stream") && !lane.includes(row.n) && (!last || (last.ending && row.n > last.n))) {
    lane.push(row.n);
    if (chosen === null) {
      begin(row.n, lines.filter(({ n }) => n === row.n));
    }
  }
}

const shown = () => (chosen === null ? lane : [chosen]);

function begin(n, known) {
  append([{ kind: "act", at: 0, text: say("logOf", rows.get(n).stream) }, ...known]);
}

function append(more) {
  if (more.length > LINES_AT_ONCE) {
    more = [{ kind: "act", at: more[0].at, text: say("omitted", more.length - LINES_AT_ONCE) }, ...more.slice(-LINES_AT_ONCE)];
  }
  for (const each of more) {
    log.append({ ...each, text: each.text[language()] ?? each.text });
  }
}

function drawLog() {
  find("wire-log").replaceChildren();
  const name = chosen === null ? say("log") : say("logOf", rows.get(chosen).stream);
  log = wireLog(find("wire-log"), { name });
  find("which").textContent = name;
  for (const n of shown().filter((each) => rows.has(each))) {
    begin(n, lines.filter((each) => each.n === n));
  }
  document.querySelector("[data-do=follow]").hidden = chosen === null;
}

function choose(n) {
  chosen = n === chosen ? null : n;
  drawLog();
  draw();
}

// --- updates

function take(news) {
  offset = Math.max(offset, news.now - performance.now());
  for (const row of news.rows) {
    if (row.kind === "file") {
      rows.delete(row.n);
      lines = lines.filter(({ n }) => n !== row.n);
      lane = lane.filter((n) => n !== row.n);
    } else {
      rows.set(row.n, { ...row, ticks: rows.get(row.n)?.ticks ?? [] });
    }
  }
  const came = news.lines.filter(({ n }) => rows.has(n));
  lines.push(...came);
  lines.splice(0, Math.max(0, lines.length - LINES));
  came.forEach(tick);
  const inLog = shown();
  if (news.omitted > 0) {
    append([{ kind: "act", at: came.at(-1)?.at ?? 0, text: say("omitted", news.omitted) }]);
  }
  append(came.filter(({ n }) => inLog.includes(n)));
  [...rows.values()].sort((a, b) => a.n - b.n).forEach(follow);
}

function tick({ n, at, kind, text, dispatched }) {
  const row = rows.get(n);
  if (kind === "bytes" && (dispatched || /(^|\\n):./.test(text))) {
    row.ticks.push({ at, heartbeat: !dispatched });
    // Too many ticks to tell apart: every second one still shows when they came.
    row.ticks = row.ticks.length > TICKS ? row.ticks.filter((_, i) => i % 2 === 0) : row.ticks;
  }
}

function setStage(next) {
  stage = next;
  loadFrame();
  drawAll();
}

function listen() {
  const events = new EventSource("events");
  const on = (type, act) => events.addEventListener(type, ({ data }) => act(JSON.parse(data)));
  events.addEventListener("open", () => live(true));
  events.addEventListener("error", () => {
    live(false);
    if (events.readyState === EventSource.CLOSED) {
      setTimeout(listen, 3000);
    }
  });
  on("snapshot", (all) => {
    rows = new Map();
    lines = [];
    lane = [];
    chosen = null;
    offset = all.now - performance.now();
    drawLog();
    setStage(all.stage);
    take({ omitted: 0, ...all });
    draw();
  });
  on("stage", (next) => setStage(next));
  on("wire", (news) => {
    take(news);
    draw();
  });
  on("clear", ({ all }) => {
    rows.forEach((row, n) => (all || row.ending) && rows.delete(n));
    lines = [];
    lane = lane.filter((n) => rows.has(n));
    chosen = null;
    drawLog();
    draw();
  });
  on("goodbye", () => {
    over = true;
  });
}

function live(is) {
  cut = !is;
  over &&= cut;
  find("cut").hidden = !cut;
  find("cut").textContent = cut ? say(over ? "over" : "cut") : "";
}

// --- drawing

const drawChart = chart(find("rows"), choose);

function draw() {
  if (!redraw) {
    redraw = requestAnimationFrame(() => {
      redraw = 0;
      drawChart(rows.values(), now(), shown(), language());
      find("no-rows").hidden = [...rows.values()].some(isStream);
      pressedState("slow", [...rows.values()].some((row) => row.slow && !row.ending));
    });
  }
}

function drawTasks() {
  const list = find("tasks");
  if (list.childElementCount !== tasks.length) {
    list.replaceChildren(...tasks.map(taskButton));
  }
  for (const [i, each] of tasks.entries()) {
    const button = list.children[i].firstElementChild;
    const other = language() === "en" ? "zh" : "en";
    const current = each.id === stage.selected;
    button.setAttribute("aria-current", String(current));
    const [, title, second, runs] = button.children;
    title.textContent = each.title[language()];
    button.title = each.title[language()];
    second.textContent = each.title[other];
    second.lang = other;
    runs.textContent = each.id === stage.playing && stage.phase !== "stopped" ? "▶" : "";
    runs.title = runs.textContent ? say("runs") : "";
    if (current) {
      button.scrollIntoView({ block: "nearest" });
    }
  }
}

function drawTerminal() {
  find("terminal").replaceChildren(...terminal.map(({ id, title, command }) => {
    const item = make("li");
    item.append(make("span", "live-id", id), make("span", "", say("terminal", title[language()])), make("code", "", command));
    return item;
  }));
}

function taskButton({ id }) {
  const item = make("li");
  const button = make("button", "live-task");
  button.type = "button";
  button.dataset.task = id;
  button.append(make("span", "live-id", id), make("span", "live-title"), make("span", "live-other"), make("span", "live-runs"));
  button.addEventListener("click", () => command("select", { task: id }));
  item.append(button);
  return item;
}

function drawAll() {
  const selected = task(stage.selected);
  const playing = task(stage.playing);
  const mine = stage.selected === stage.playing;
  find("number").textContent = stage.selected;
  find("title").textContent = selected?.title[language()] ?? "";
  find("phase").textContent = !mine && stage.playing && stage.phase !== "stopped" ? say("other", stage.playing) : say(stage.phase, stage.startup);
  find("phase").dataset.tone = { running: "good", failed: "bad", starting: "warn", stopping: "warn" }[stage.phase] ?? "";
  find("clock").textContent = say(stage.fast ? "fast" : "real");
  find("trouble").textContent = stage.trouble?.[language()] ?? "";
  find("trouble").hidden = !stage.trouble;
  find("address").textContent = stage.port ? `${stage.playing} · http://127.0.0.1:${stage.port}/` : "";
  find("legend").textContent = say("legend");
  drawTasks();
  drawControls(playing);
  live(!cut);
  draw();
}

function drawControls(playing) {
  const bar = find("controls");
  if (!bar.childElementCount) {
    bar.append(...CONTROLS.filter(({ button }) => button).map(controlButton));
  }
  for (const control of CONTROLS.filter(({ button }) => button)) {
    const button = bar.querySelector(`[data-do="${control.name}"]`);
    button.firstElementChild.textContent = control[language()];
    button.title = control.what[language()];
  }
  const on = stage.phase === "running";
  const input = on ? playing?.send : undefined;
  enable("many", Boolean(input?.many));
  enable("more", Boolean(loaded && playing?.events));
  enable("cut", Boolean(stage.port));
  enable("slow", Boolean(stage.port));
  pressedState("clock", Boolean(stage.fast));
  for (const field of find("send").querySelectorAll("input, button")) {
    field.disabled = !input;
  }
  const hint = input ? input.hint[language()] : on ? say("noInput") : "";
  find("hint").textContent = hint;
  find("hint").title = hint;
  if (playing && line().dataset.task !== playing.id) {
    line().dataset.task = playing.id;
    line().value = playing.send?.sample ?? "";
  }
}

function controlButton(control) {
  const button = make("button", "button");
  button.type = "button";
  button.dataset.do = control.name;
  button.setAttribute("aria-keyshortcuts", control.key);
  button.append(make("span"), " ", make("kbd", "", control.key));
  return button;
}

function enable(name, is) {
  find("controls").querySelector(`[data-do="${name}"]`).disabled = !is;
}

function pressedState(name, is) {
  find("controls").querySelector(`[data-do="${name}"]`)?.setAttribute("aria-pressed", String(is));
}

// --- dialogs

let dialogDraws = null;

function openDialog(title, drawsBody) {
  dialogDraws = () => {
    find("dialog-title").textContent = title();
    find("dialog-body").replaceChildren(...drawsBody());
  };
  dialogDraws();
  if (!find("dialog").open) {
    find("dialog").showModal();
  }
}

function help() {
  openDialog(
    () => say("keys"),
    () => {
      const list = make("dl", "live-keys");
      for (const control of CONTROLS) {
        const row = make("div");
        const key = make("dt");
        key.append(make("kbd", "", control.shown ?? control.key));
        row.append(key, make("dd", "", control.what[language()]));
        list.append(row);
      }
      return [list];
    },
  );
}

async function source() {
  const id = stage.selected;
  const answer = await fetch(`source/${id}`);
  if (!answer.ok) {
    return;
  }
  const { files } = await answer.json();
  const order = files.toSorted((a, b) => b.todos - a.todos);
  let open = order[0];
  const drawsBody = () => {
    const tabs = make("div", "live-files");
    for (const file of order) {
      const tab = make("button", "", `${file.name.split("/").at(-1)}${file.todos ? ` · ${file.todos}` : ""}`);
      tab.type = "button";
      tab.title = file.name;
      tab.setAttribute("aria-pressed", String(file === open));
      tab.addEventListener("click", () => {
        open = file;
        dialogDraws();
        find("dialog-body").querySelector("[aria-pressed=true]").focus();
        toAnswer();
      });
      tabs.append(tab);
    }
    return [tabs, code(open)];
  };
  openDialog(() => say("source", id), drawsBody);
  toAnswer();
}

function code(file) {
  const list = make("ol", "live-code");
  list.tabIndex = 0;
  for (const { text, todos } of file.lines) {
    const item = make("li");
    item.append(make("code", "", text || " "));
    if (todos) {
      const answers = make("div", "live-todos");
      for (const { n, words } of todos) {
        const chip = make("span");
        chip.append(make("b", "", `TODO ${n}`), ` ${words}`);
        answers.append(chip);
      }
      item.append(answers);
    }
    list.append(item);
  }
  return list;
}

/** Scrolls to the first answer, a little below the top. */
function toAnswer() {
  find("dialog-body").querySelector(".live-todos")?.parentElement.previousElementSibling?.scrollIntoView({ block: "center" });
}

function leave() {
  if (find("dialog").open) {
    find("dialog").close();
  } else if (document.activeElement === line()) {
    line().blur();
  } else if (chosen !== null) {
    choose(chosen);
  } else if (document.activeElement instanceof HTMLElement) {
    document.activeElement.blur(); // out of a frame, too
  }
}

function fullScreen() {
  if (document.fullscreenElement) {
    document.exitFullscreen();
  } else {
    document.documentElement.requestFullscreen().catch(() => {});
  }
}

// --- size of type

let sizeAt = 3;

function size(by) {
  sizeAt = Math.min(SIZES.length - 1, Math.max(0, sizeAt + by));
  const usual = matchMedia("(min-width: 110rem)").matches ? 1.25 : 1; // as in workbook.css
  document.documentElement.style.fontSize = SIZES[sizeAt] === 100 ? "" : `${SIZES[sizeAt] * usual}%`;
  scaleFrames();
  try {
    localStorage.setItem(SIZE_KEPT, sizeAt);
  } catch {
    // A browser may forbid storage; the size then lasts as long as the page.
  }
  draw();
}

function scaleFrames() {
  frames().forEach((frame) => (frame.style.zoom = (FRAME_SIZE * SIZES[sizeAt]) / 100));
}

try {
  const kept = Number(localStorage.getItem(SIZE_KEPT) ?? 3);
  sizeAt = SIZES[kept] ? kept : 3;
} catch {
  sizeAt = 3;
}

// --- keys

function pressed(key) {
  const control = CONTROLS.find((each) => each.key === key);
  if (!control || (find("dialog").open && !["?", "Escape", "l", "o", "[", "]"].includes(key))) {
    return false;
  }
  if (find("dialog").open && ["?", "o"].includes(key)) {
    find("dialog").close();
    return true;
  }
  const button = find("controls").querySelector(`[data-do="${control.name}"]`);
  if (!button?.disabled) {
    control.act();
  }
  return true;
}

addEventListener("keydown", (event) => {
  const writing = event.target instanceof Element && event.target.closest("input");
  const composing = event.isComposing || event.keyCode === 229; // the key that ends it in Safari has only the second
  if (event.ctrlKey || event.altKey || event.metaKey || composing || (writing && event.key !== "Escape")) {
    return;
  }
  if (pressed(event.key)) {
    event.preventDefault();
  }
});

addEventListener("click", ({ target }) => {
  const name = target.closest?.("[data-do]")?.dataset.do;
  if (name === "close") {
    find("dialog").close();
  } else if (name === "follow") {
    choose(chosen);
  } else {
    CONTROLS.find((control) => control.name === name)?.act();
  }
});

find("send").addEventListener("submit", async (event) => {
  event.preventDefault();
  const sent = line().value;
  if (await command("send", { text: sent })) {
    tell(say("sent"));
    // Counts up the number at the end, so that the next message differs from this one.
    line().value = sent.replace(/\d+$/, (number) => String(Number(number) + 1));
  }
});

new MutationObserver(() => {
  frames().forEach((frame) => tellFrame(frame, { language: language() }));
  drawAll();
  drawTerminal();
  drawLog();
  if (find("dialog").open) {
    dialogDraws();
  }
}).observe(document.documentElement, { attributeFilter: ["lang"] });

size(0);
const workbook = await (await fetch("workbook.json")).json();
tasks = workbook.chapters.flatMap((chapter) => chapter.tasks);
terminal = workbook.terminal;
drawTerminal();
drawLog();
listen();
setInterval(draw, 250);
