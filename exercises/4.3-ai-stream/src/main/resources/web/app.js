import { todo } from "./page.js";

const form = document.querySelector("[data-form]");
const question = document.querySelector("[data-question]");
const stopButton = document.querySelector("[data-stop]");
const answer = document.querySelector("[data-answer]");
const status = document.querySelector("[data-status]");
const message = document.querySelector("[data-message]");

todo(); // remove this line when you begin

// TODO 14: when the form is submitted, POST the question, then open its stream
// TODO 15: add each token to the answer
// TODO 16: let text be text
// TODO 17: close the stream at done
// TODO 18: close it at failed, too, and say why
// TODO 19: obey the stop button, and let the next answer begin afresh
