const STATES = ["connecting", "open", "closed"]; // in the order of EventSource.readyState

const log = document.querySelector("[data-log]");
const status = document.querySelector("[data-status]");
const connectButton = document.querySelector("[data-connect]");
const disconnectButton = document.querySelector("[data-disconnect]");

let source = null;

/** Opens the stream, unless there is one. A source that has given up cannot be used again, so it gets a new one. */
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

/** Nothing tells the page that it has closed the stream itself: no event comes. */
function disconnect() {
  source.close();
  showState();
}

/** The browser connects again by itself after a cut, and gives up after a refusal. Either way it says error. */
function showState() {
  status.textContent = STATES[source.readyState];
  connectButton.disabled = source.readyState !== EventSource.CLOSED;
  disconnectButton.disabled = !connectButton.disabled;
}

/** Text goes in as text, whatever it looks like. */
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
