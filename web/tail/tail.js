/**
 * The page of ./sse tail --web: the wire log of a stream as it comes. What the tail sends is a stream itself, to which the
 * browser comes back by the number of the last line. What is shown is text, never markup.
 */
import { language } from "./page.js";
import { wireLog } from "./wire-log.js";

const WORDS = {
  open: { en: "Lines come as the tail reads them.", zh: "tail 读到内容后立即显示。" },
  cut: { en: "The tail cannot be reached; trying again.", zh: "无法连接 tail，正在重试。" },
  over: { en: "The tail has ended. The log stays as long as this page is open.", zh: "tail 已结束。只要不关闭本页，日志就会保留。" },
  missed: { en: (n) => `${n} lines more than this page could keep up with`, zh: (n) => `另有 ${n} 行来得太快，没有显示` },
};

let said = "open";
let log = null;
let at = 0;

function tell(key = said) {
  said = key;
  document.querySelector("[data-said]").textContent = WORDS[key][language()];
}

const source = new EventSource("lines");
source.addEventListener("open", () => tell("open"));
source.addEventListener("error", () => tell("cut"));
source.addEventListener("about", ({ data }) => {
  log ??= wireLog(document.querySelector("[data-wire-log]"), JSON.parse(data));
});
source.addEventListener("line", ({ data }) => {
  const line = JSON.parse(data);
  at = line.at;
  log.append(line);
});
source.addEventListener("missed", ({ data }) => {
  log.append({ at, kind: "act", text: WORDS.missed[language()](Number(data)) });
});
source.addEventListener("over", () => {
  source.close();
  tell("over");
});
new MutationObserver(() => tell()).observe(document.documentElement, { attributeFilter: ["lang"] });
