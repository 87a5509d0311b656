/** The page: a question goes out, the events of the answer become rows. */

import { ask } from "./ask.js";
import { todo } from "./page.js";

todo(); // remove this line when you begin

const form = document.querySelector("[data-form]");
const token = document.querySelector("[data-token]");
const question = document.querySelector("[data-question]");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  await ask({
    question: question.value,
    token: token.value,
    signal: AbortSignal.timeout(60_000), // TODO 10: a signal that the button [data-stop] can give
    onStatus: (word) => {},
    onEvents: show,
  });
});

function show(events, reader) {
  // TODO 2: a row in [data-log] for each event, and the word in [data-status]
  // TODO 3: text goes in as text
  // TODO 14: keep the last rows only
}
