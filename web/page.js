/**
 * What every page of the workbook shares. Given: there is nothing to change here.
 *
 *   import { todo, language } from "./page.js";
 *
 *   todo();        // says on the page that app.js is not written yet; remove the call when you begin
 *   language();    // "en" or "zh"
 *
 * A text in both languages stands twice in the page, as two elements with `lang`; the style sheet hides one of them. The
 * page follows the browser's language, or what its reader chose with [data-language].
 *
 * Where the page has a [data-status] with a [data-gloss] beside it, the state is explained there in words.
 */

const CHOICE = "workbook-language";
const NAMES = { en: "English", zh: "中文" };
const TAGS = { en: "en", zh: "zh-CN" };

const WORDS = {
  todo: {
    en: "app.js is not written yet. Its TODOs lead you through the lesson.",
    zh: "app.js 还没有写。请按其中的 TODO 逐步完成。",
  },
  states: {
    connecting: { en: "waiting for the server", zh: "正在连接" },
    open: { en: "messages come as they are sent", zh: "已连接，收到消息就立即显示" },
    closed: { en: "nothing comes any more", zh: "已关闭，不会再有消息" },
    paused: { en: "nothing is shown until you resume", zh: "已暂停，继续之前不显示新内容" },
    ready: { en: "waiting for a question", zh: "等待提问" },
    thinking: { en: "the model is thinking", zh: "模型正在思考" },
    answering: { en: "the answer comes as it is made", zh: "正在回答，收到一段就显示一段" },
    waiting: { en: "the line was cut; it is tried again", zh: "断线了，稍后重连" },
    done: { en: "that was all", zh: "已全部收到" },
    stopped: { en: "stopped by you", zh: "已由你停止" },
    failed: { en: "nothing more will come", zh: "失败，不会再有内容" },
  },
};

/** The language of the page now. */
export function language() {
  return document.documentElement.lang.startsWith("zh") ? "zh" : "en";
}

/** Says that app.js is not written yet. */
export function todo() {
  document.documentElement.setAttribute("data-todo", "");
  const note = document.createElement("p");
  note.className = "todo";
  note.setAttribute("role", "note");
  for (const [name, tag] of Object.entries(TAGS)) {
    const words = document.createElement("span");
    words.lang = tag;
    words.textContent = WORDS.todo[name];
    note.append(words);
  }
  document.querySelector("main").prepend(note);
}

function choose(name) {
  document.documentElement.lang = TAGS[name];
  const button = document.querySelector("[data-language]");
  if (button) {
    const other = name === "en" ? "zh" : "en";
    button.textContent = NAMES[other];
    button.lang = TAGS[other];
  }
  explain();
}

function preferred() {
  const kept = remembered();
  return kept ?? (navigator.language.toLowerCase().startsWith("zh") ? "zh" : "en");
}

/** The chosen language. A browser may forbid storage; the choice then lasts as long as the page. */
function remembered() {
  try {
    const kept = localStorage.getItem(CHOICE);
    return kept in NAMES ? kept : null;
  } catch {
    return null;
  }
}

function remember(name) {
  try {
    localStorage.setItem(CHOICE, name);
  } catch {
    // See remembered().
  }
}

/** Explains the state beside it, and puts its name where the style sheet finds it. */
function explain() {
  const status = document.querySelector("[data-status]");
  const gloss = document.querySelector("[data-gloss]");
  if (status && gloss) {
    const state = status.textContent.trim();
    gloss.textContent = WORDS.states[state]?.[language()] ?? "";
    document.documentElement.dataset.state = state in WORDS.states ? state : "";
  }
}

/**
 * For ./sse run, which opens the page with ?reload: loads the page again when its app.js was saved, and replaces the
 * copy in the browser's cache.
 */
async function reloadOnSave() {
  const read = async (cache) => (await fetch("app.js", { cache })).text();
  let known = null;
  for (;;) {
    try {
      const now = await read("no-store");
      if (known !== null && now !== known) {
        await read("reload");
        location.reload();
        return;
      }
      known = now;
    } catch {
      // The server is restarting.
    }
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
}

/**
 * In a frame of ./sse live, which opens the page with ?console=…: the language is chosen there, and keys without a
 * meaning here are passed to the console.
 */
function inConsole(console) {
  addEventListener("message", ({ origin, data }) => {
    if (origin === console && data?.language in NAMES) {
      choose(data.language);
    }
  });
  addEventListener("keydown", ({ key, target, ctrlKey, altKey, metaKey, defaultPrevented }) => {
    const writing = target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
    if ((key.length === 1 || key === "Escape") && key !== " " && !writing && !ctrlKey && !altKey && !metaKey && !defaultPrevented) {
      parent.postMessage({ key }, console);
    }
  });
}

const inFrameOf = new URLSearchParams(location.search).get("console");
choose(preferred());
if (parent !== window && /^http:\/\/(127\.0\.0\.1|localhost):\d{1,5}$/.test(inFrameOf ?? "")) {
  inConsole(inFrameOf);
}
document.querySelector("[data-language]")?.addEventListener("click", () => {
  const other = language() === "en" ? "zh" : "en";
  remember(other);
  choose(other);
});
const status = document.querySelector("[data-status]");
if (status) {
  new MutationObserver(explain).observe(status, { childList: true, characterData: true, subtree: true });
}
if (new URLSearchParams(location.search).has("reload")) {
  reloadOnSave();
}
