const form = document.querySelector("[data-form]");
const question = document.querySelector("[data-question]");
const stopButton = document.querySelector("[data-stop]");
const answer = document.querySelector("[data-answer]");
const status = document.querySelector("[data-status]");
const message = document.querySelector("[data-message]");

let source = null; // the EventSource of the answer that is coming in
let round = 0; // counts the questions, to recognise what belongs to an old one
let undrawn = ""; // what has come since the last frame

/** Asks a question, and opens the stream of its answer. */
async function ask(text) {
  const mine = begin();
  try {
    const response = await fetch("/questions", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ question: text }),
    });
    const { events, error } = await response.json();
    if (mine !== round) {
      return; // stopped, or asked anew, while this was under way
    }
    if (response.status === 201) {
      listen(events);
    } else {
      fail(error);
    }
  } catch (problem) {
    if (mine === round) {
      fail(problem.message);
    }
  }
}

/** Clears the page for a new answer. Whatever still comes of the one before is ignored. */
function begin() {
  end("thinking");
  answer.replaceChildren();
  message.textContent = "";
  stopButton.disabled = false;
  return round;
}

function listen(path) {
  source = new EventSource(path);
  source.addEventListener("token", (event) => {
    add(JSON.parse(event.data).text);
  });
  source.addEventListener("done", () => end("done"));
  source.addEventListener("failed", (event) => fail(JSON.parse(event.data).message));
  // The browser would connect again. But the model is asked once, so there is nothing to come back for.
  source.addEventListener("error", () => fail("connection lost"));
}

/** Tokens may come faster than a screen shows them. Those of one frame are drawn at once: one layout, not hundreds. */
function add(text) {
  if (undrawn === "") {
    requestAnimationFrame(draw);
  }
  undrawn += text;
}

/** Adds text as text, whatever it looks like. A reader at the end of the page stays there. */
function draw() {
  const text = undrawn;
  undrawn = "";
  if (text === "") {
    return;
  }
  const atEnd = answer.scrollHeight - answer.scrollTop - answer.clientHeight < 2;
  answer.append(text);
  status.textContent = "answering";
  if (atEnd) {
    answer.scrollTop = answer.scrollHeight;
  }
}

function fail(reason) {
  message.textContent = reason;
  end("failed");
}

/** Closes the stream, however it ended: an EventSource that is left alone asks again. */
function end(state) {
  round += 1;
  source?.close();
  source = null;
  draw(); // no frame may come for a page that nobody looks at
  status.textContent = state;
  stopButton.disabled = true;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(question.value);
});
question.addEventListener("keydown", (event) => {
  const composing = event.isComposing || event.keyCode === 229; // the Enter that ends it in Safari has only the second
  if (event.key === "Enter" && !event.shiftKey && !composing) {
    event.preventDefault();
    form.requestSubmit();
  }
});
stopButton.addEventListener("click", () => end("stopped"));
