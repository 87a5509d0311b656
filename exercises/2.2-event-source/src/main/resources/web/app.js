import { todo } from "./page.js";

const log = document.querySelector("[data-log]");
const status = document.querySelector("[data-status]");
const connectButton = document.querySelector("[data-connect]");
const disconnectButton = document.querySelector("[data-disconnect]");

todo(); // remove this line when you begin

// TODO 1: connect to /events with EventSource
// TODO 2: put each message into the log as one item, and write it to the console
// TODO 3: let text be text
// TODO 4: show the state: connecting or open
// TODO 5: leave the reconnecting to the browser
// TODO 6: show closed when it has given up
// TODO 7: obey the two buttons
