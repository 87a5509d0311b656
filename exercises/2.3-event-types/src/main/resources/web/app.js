import { todo } from "./page.js";

const notifications = document.querySelector("[data-notifications]");
const updates = document.querySelector("[data-updates]");

todo(); // remove this line when you begin

// TODO 9: listen to each type, and add its text to its own list
// TODO 10: leave alone what has another type, or none
// TODO 11: let text be text
