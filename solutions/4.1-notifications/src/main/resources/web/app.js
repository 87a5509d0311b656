const STATES = ["connecting", "open", "closed"]; // in the order of EventSource.readyState
const LIMIT = 500; // a page that is open for weeks must not grow for weeks
const TITLE = document.title;

const list = document.querySelector("[data-list]");
const status = document.querySelector("[data-status]");
const count = document.querySelector("[data-count]");
const form = document.querySelector("[data-form]");
const error = document.querySelector("[data-error]");

/** What the page shows, oldest first: { id, item }. */
let entries = [];

/** The ids that came over this connection. Live entries that the history does not hold are newer than all of it. */
let live = new Set();

let filter = "all";

const source = new EventSource("/events");
source.addEventListener("open", () => {
  showState();
  live = new Set();
  loadHistory(live);
});
source.addEventListener("error", showState);
source.addEventListener("notification", (event) => add(JSON.parse(event.data)));
source.addEventListener("reset", () => {
  entries = []; // everything that is kept comes next
  live.clear();
  list.replaceChildren();
  show();
});
showState();

/** After a cut the browser reconnects by itself, after a refusal it gives up. Both times it fires `error`. */
function showState() {
  status.textContent = STATES[source.readyState];
}

/**
 * The stream is open already, so what is posted from now on comes over it, and what was posted before is in the
 * history. What is posted in between comes twice, and is recognised by its id.
 */
async function loadHistory(connection) {
  try {
    const answer = await fetch("/notifications");
    if (!answer.ok) {
      throw new Error(`status ${answer.status}`);
    }
    const history = await answer.json();
    if (connection === live) {
      join(history);
    }
  } catch {
    setTimeout(() => connection === live && source.readyState === EventSource.OPEN && loadHistory(connection), 1000);
  }
}

/** Puts the history after older entries, and before live entries that it does not hold. */
function join(history) {
  const known = new Map(entries.map((entry) => [entry.id, entry]));
  const past = history.map((notification) => known.get(notification.id) ?? entryOf(notification));
  const ids = new Set(past.map((entry) => entry.id));
  // A history that knows nothing of what the page has begins behind a gap, or in another process.
  const joins = entries.some((entry) => ids.has(entry.id) && !live.has(entry.id));
  const others = entries.filter((entry) => !ids.has(entry.id) && (joins || live.has(entry.id)));
  entries = [
    ...others.filter((entry) => !live.has(entry.id)),
    ...past,
    ...others.filter((entry) => live.has(entry.id)),
  ];
  list.replaceChildren(...entries.map((entry) => entry.item).reverse());
  show();
}

function add(notification) {
  live.add(notification.id);
  if (entries.some((entry) => entry.id === notification.id)) {
    return;
  }
  const entry = entryOf(notification);
  entries.push(entry);
  list.prepend(entry.item);
  show();
}

/** Shows text as text, whatever it looks like: never as markup. */
function entryOf({ id, level, title, text }) {
  const template = document.querySelector(`template[data-notice="${CSS.escape(level)}"]`);
  const item = template.content.firstElementChild.cloneNode(true);
  item.dataset.id = id;
  item.dataset.unread = "";
  item.querySelector("[data-title]").textContent = title;
  item.querySelector("[data-text]").textContent = text;
  return { id, item };
}

/** Updates what depends on the entries: the limit, the filter, the count. */
function show() {
  while (entries.length > LIMIT) {
    entries.shift().item.remove();
  }
  for (const { item } of entries) {
    item.hidden = filter !== "all" && item.dataset.level !== filter;
  }
  const unread = entries.filter(({ item }) => "unread" in item.dataset).length;
  count.textContent = unread;
  count.toggleAttribute("data-none", unread === 0);
  document.title = unread === 0 ? TITLE : `(${unread}) ${TITLE}`;
}

document.querySelector("[data-read]").addEventListener("click", () => {
  entries.forEach(({ item }) => delete item.dataset.unread);
  show();
});

const filters = document.querySelectorAll("[data-filter]");
for (const button of filters) {
  button.addEventListener("click", () => {
    filter = button.dataset.filter;
    filters.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
    show();
  });
}

/** Nothing is added here: what was sent comes back over the stream, as it does to every client. */
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  error.textContent = "";
  try {
    const answer = await fetch("/notifications", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(Object.fromEntries(new FormData(form))),
    });
    if (answer.ok) {
      form.reset();
    } else {
      error.textContent = (await answer.json()).error;
    }
  } catch (failure) {
    error.textContent = failure.message;
  }
});
