import { todo } from "./page.js";

const list = document.querySelector("[data-list]");
const status = document.querySelector("[data-status]");
const count = document.querySelector("[data-count]");
const form = document.querySelector("[data-form]");
const error = document.querySelector("[data-error]");

todo(); // remove this line when you begin

// TODO 15: subscribe to /events, and show the state
// TODO 16: put each notification on top, from the template of its level
// TODO 17: count what is unread, also in the title of the document
// TODO 18: show one level at a time
// TODO 19: send what is in the form
// TODO 20: let text be text
// TODO 21: join history and stream by id
// TODO 22: join again when the stream is open again, and begin anew on reset
