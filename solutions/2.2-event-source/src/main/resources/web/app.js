const STATES = ["connecting", "open", "closed"]; // in the order of EventSource.readyState

const log = document.querySelector("[data-log]");
const status = document.querySelector("[data-status]");
const connectButton = document.querySelector("[data-connect]");
const disconnectButton = document.querySelector("[data-disconnect]");

let source = null;

/** Opens the stream, unless one is open. An EventSource that has given up is of no more use: a new one replaces it. */
function connect() {
  if (source !== null && source.readyState !== EventSource.CLOSED) {
    return;
  }
  source = new EventSource("/events");
  source.addEventListener("open", showState);
  source.addEventListener("error", showState);
  source.addEventListener("message", (event) => add(event.data));
  showState();
}

/** Closing fires no event, so the page shows the new state itself. */
function disconnect() {
  source.close();
  showState();
}

/** After a cut the browser reconnects by itself, after a refusal it gives up. Both times it fires `error`. */
function showState() {
  status.textContent = STATES[source.readyState];
  connectButton.disabled = source.readyState !== EventSource.CLOSED;
  disconnectButton.disabled = !connectButton.disabled;
}

/** Adds text as text, whatever it looks like: never as markup. */
function add(text) {
  console.log(text);
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 2;
  const item = document.createElement("li");
  item.textContent = text;
  log.append(item);
  if (atEnd) {
    log.scrollTop = log.scrollHeight;
  }
}

connectButton.addEventListener("click", connect);
disconnectButton.addEventListener("click", disconnect);
connect();
