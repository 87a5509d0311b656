/**
 * The page of ./sse board: a snapshot, then a row for each report. What it shows is text, never markup.
 */
import { language } from "./page.js";

const WORDS = {
  live: { en: "live", zh: "实时" },
  cut: { en: "the board cannot be reached; trying again", zh: "无法连接看板，正在重试" },
  learners: { en: (n) => `${n} ${n === 1 ? "learner" : "learners"}`, zh: (n) => `${n} 位学员` },
  learner: { en: "Learner", zh: "学员" },
  nobody: { en: "Nobody is stuck.", zh: "没有人卡住。" },
  people: { en: (n) => `${n} ${n === 1 ? "learner" : "learners"}`, zh: (n) => `${n} 人` },
  tries: { en: (n) => `${n} ${n === 1 ? "try" : "tries"}`, zh: (n) => `试了 ${n} 次` },
  minutes: { en: (n) => `${n} min`, zh: (n) => `${n} 分钟` },
  passed: { en: "passed", zh: "通过" },
  error: { en: "does not compile or start", zh: "无法编译或启动" },
  skipped: { en: "could not be checked", zh: "无法检查" },
  notStarted: { en: "not started", zh: "未开始" },
  part: { en: (n, all) => `${n} of ${all} checks passed`, zh: (n, all) => `${all} 项中通过 ${n} 项` },
};

/** The most places in the list: nobody reads a longer one. */
const MOST_STUCK = 40;

const find = (name) => document.querySelector(`[data-${name}]`);
const say = (key, ...args) => {
  const words = WORDS[key][language()];
  return typeof words === "function" ? words(...args) : words;
};

const rows = new Map();
const lines = new Map();
const changed = new Set();
let tasks = [];
let live = false;
let drawing = false;

function make(name, words = "", properties = {}) {
  const element = document.createElement(name);
  element.textContent = words;
  return Object.assign(element, properties);
}

function check(task, number) {
  return tasks.find(({ id }) => id === task)?.checks[number];
}

function stuckPlaces() {
  const places = [];
  for (const row of rows.values()) {
    for (const [task, cell] of Object.entries(row.tasks)) {
      if (cell.status === "failed" && cell.stuck > 0) {
        places.push({ name: row.name, task, ...cell });
      }
    }
  }
  return places.sort((a, b) => a.since - b.since || a.name.localeCompare(b.name));
}

/** What a cell shows, in signs and in words. */
function cellOf(task, cell) {
  switch (cell?.status) {
    case "passed":
      return { tone: "good", sign: "✓", words: say("passed") };
    case "failed": {
      const part = say("part", cell.passed, cell.all);
      const title = check(task, cell.stuck)?.title[language()] ?? "";
      return cell.stuck > 0
        ? {
            tone: "bad",
            sign: `✗ ${cell.stuck}${cell.tries > 1 ? ` × ${cell.tries}` : ""}`,
            words: `${task}/${cell.stuck} ${title} · ${say("tries", cell.tries)} · ${part}`,
          }
        : { tone: "warn", sign: `${cell.passed}/${cell.all}`, words: part };
    }
    case "error":
      return { tone: "warn", sign: "!", words: say("error") };
    case "skipped":
      return { tone: "none", sign: "–", words: say("skipped") };
    default:
      return { tone: "none", sign: "·", words: say("notStarted") };
  }
}

function drawRow(row) {
  let line = lines.get(row.name);
  if (!line) {
    line = make("tr");
    lines.set(row.name, line);
    const after = [...lines.keys()].filter((name) => name.localeCompare(row.name) > 0).sort((a, b) => a.localeCompare(b));
    find("rows").insertBefore(line, lines.get(after[0]) ?? null);
  }
  const name = make("th", row.name, { scope: "row", title: row.name, dir: "auto" });
  const cells = tasks.map(({ id }) => {
    const { tone, sign, words } = cellOf(id, row.tasks[id]);
    const cell = make("td", "", { title: words });
    cell.dataset.tone = tone;
    cell.append(make("span", sign, { ariaHidden: "true" }), make("span", words, { className: "visually-hidden" }));
    return cell;
  });
  line.replaceChildren(name, ...cells);
}

function drawHead() {
  const heads = tasks.map(({ id, title }) => make("th", id, { scope: "col", title: title[language()] }));
  find("head").replaceChildren(make("th", say("learner"), { scope: "col" }), ...heads);
}

function drawCommon(places) {
  const counts = new Map();
  for (const { task, stuck } of places) {
    const key = `${task}/${stuck}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const [top] = [...counts].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], "en", { numeric: true }));
  const [task, number] = top ? top[0].split("/") : [];
  const found = top ? check(task, number) : undefined;
  const cause = found?.cause[language()] ?? "";
  setText(find("common"), top ? `${top[0]} ${found?.title[language()] ?? ""} · ${say("people", top[1])}` : say("nobody"));
  setText(find("cause"), cause);
  find("source").hidden = cause === "";
}

function drawStuck(places) {
  const now = Date.now();
  const items = places.slice(0, MOST_STUCK).map((place) => {
    const item = make("li");
    const title = check(place.task, place.stuck)?.title[language()] ?? "";
    const minutes = Math.floor(Math.max(0, now - place.since) / 60000);
    item.append(
      make("span", place.name, { className: "board-name", dir: "auto" }),
      make("span", `${place.task}/${place.stuck} ${title}`),
      make("span", `${say("tries", place.tries)} · ${say("minutes", minutes)}`, { className: "gloss" }),
    );
    return item;
  });
  find("stuck").replaceChildren(...items);
}

/** Writes only what changes, so that a screen reader says nothing twice. */
function setText(element, words) {
  if (element.textContent !== words) {
    element.textContent = words;
  }
}

function draw() {
  drawing = false;
  for (const name of changed) {
    drawRow(rows.get(name));
  }
  changed.clear();
  const places = stuckPlaces();
  drawCommon(places);
  drawStuck(places);
  setText(find("live"), say(live ? "live" : "cut"));
  find("live").dataset.tone = live ? "good" : "warn";
  setText(find("count"), say("learners", rows.size));
}

/** Draws soon: a hundred reports a second still make only four pictures a second. */
function soon() {
  if (!drawing) {
    drawing = true;
    setTimeout(draw, 250);
  }
}

function drawAll() {
  drawHead();
  rows.forEach((_, name) => changed.add(name));
  draw();
}

function listen() {
  const source = new EventSource(`events${location.search}`);
  source.addEventListener("open", () => {
    live = true;
    soon();
  });
  source.addEventListener("error", () => {
    live = false;
    soon();
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(listen, 3000);
    }
  });
  source.addEventListener("snapshot", ({ data }) => {
    rows.clear();
    lines.clear();
    changed.clear();
    find("rows").replaceChildren();
    for (const row of JSON.parse(data).rows) {
      rows.set(row.name, row);
      changed.add(row.name);
    }
    soon();
  });
  source.addEventListener("row", ({ data }) => {
    const row = JSON.parse(data);
    rows.set(row.name, row);
    changed.add(row.name);
    soon();
  });
}

new MutationObserver(drawAll).observe(document.documentElement, { attributeFilter: ["lang"] });
({ tasks } = await (await fetch("workbook.json")).json());
drawAll();
setInterval(soon, 15000);
listen();
