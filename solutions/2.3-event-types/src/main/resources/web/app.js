const lists = {
  notification: document.querySelector("[data-notifications]"),
  update: document.querySelector("[data-updates]"),
};

const source = new EventSource("/events");
for (const [type, list] of Object.entries(lists)) {
  source.addEventListener(type, (event) => add(list, JSON.parse(event.data)));
}

/** Adds text as text, whatever it looks like: never as markup. */
function add(list, { n, text }) {
  const item = document.createElement("li");
  item.textContent = `${n}  ${text}`;
  list.append(item);
  item.scrollIntoView({ block: "nearest" });
}
