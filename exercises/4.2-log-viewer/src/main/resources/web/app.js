import { todo } from "./page.js";

const log = document.querySelector("[data-log]");
const status = document.querySelector("[data-status]");
const count = document.querySelector("[data-count]");
const pauseButton = document.querySelector("[data-pause]");
const resumeButton = document.querySelector("[data-resume]");
const follow = document.querySelector("[data-follow]");
const filter = document.querySelector("[data-filter]");

todo(); // remove this line when you begin

// TODO 18: read /events, and put each line into the log as one item
// TODO 19: let text be text
// TODO 20: pause, and resume behind the last line
// TODO 21: scroll to the end while the reader follows it
// TODO 22: hide lines without the text of the filter
// TODO 23: keep the last thousand lines
