// The meeting's page: files are dropped in or chosen, sent, and what comes back is put in its place and announced.
// Without this script the same page works as an ordinary form.
"use strict";

const form = document.getElementById("drop");
const chosen = document.getElementById("files");
const answer = document.getElementById("answer");
const edits = document.getElementById("edits");
const status = document.getElementById("status");
const again = document.getElementById("again");
const words = document.body.dataset;

let files = [];      // the files that are looked at, each with the input in whose place it stands
const turns = new WeakMap();  // what was last asked for at each place: what comes back late is not shown

async function ask(address, body, where) {
  const mine = {};
  turns.set(where, mine);
  where.setAttribute("aria-busy", "true");
  status.classList.remove("unseen");
  status.textContent = words.busy;
  try {
    const got = await fetch(address, {
      method: "POST", body, headers: { "X-Evaluator-Part": "1" }, credentials: "same-origin",
    });
    const part = await got.text();
    if (mine === turns.get(where)) show(part, where);
  } catch {
    if (mine === turns.get(where)) status.textContent = words.lost;
  } finally {
    where.removeAttribute("aria-busy");
  }
}

function show(part, where) {
  const made = new DOMParser().parseFromString(part, "text/html");
  where.replaceChildren(...made.body.childNodes);
  const told = [...where.querySelectorAll("[data-told]")].map((one) => one.dataset.told);
  status.textContent = told.join(" ") || [...where.querySelectorAll(".problem")].map((one) => one.textContent).join(" ");
  status.classList.toggle("unseen", where === answer && told.length > 0);  // it is read out; it stands below as well
  again.hidden = files.length === 0;
}

function tooLarge() {
  const sizes = files.map((one) => one.file.size);
  return sizes.length > words.files || Math.max(0, ...sizes) > words.file || sizes.reduce((a, b) => a + b, 0) > words.all;
}

function look() {
  if (tooLarge()) {  // the server says so as well, but no browser listens to an answer while it still sends
    status.classList.remove("unseen");
    status.textContent = words.large;
    return;
  }
  const body = new FormData();
  for (const one of files) {
    body.append("files", one.file);
    body.append("instead", one.instead);
  }
  if (files.length) ask(form.action, body, answer);
}

function take(list) {
  files = [...list].map((file) => ({ file, instead: "" }));
  look();
}

chosen.addEventListener("change", () => take(chosen.files));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  if (chosen.files.length) take(chosen.files);
  else status.textContent = words.nothing;
});
again.addEventListener("click", look);

answer.addEventListener("change", (event) => {
  const number = event.target.dataset.instead;
  if (number === undefined || !files[number]) return;
  files[number].instead = event.target.value;
  look();
});

// A file dropped anywhere on the page is meant for it; the browser must not open it instead.
let inside = 0;
const over = (on) => form.classList.toggle("over", on);
addEventListener("dragenter", (event) => { event.preventDefault(); inside += 1; over(true); });
addEventListener("dragleave", () => { inside = Math.max(0, inside - 1); over(inside > 0); });
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  inside = 0;
  over(false);
  if (!event.dataTransfer.files.length) return;
  chosen.files = event.dataTransfer.files;
  take(chosen.files);
});

// The folder of rules: looked at when it is asked for, and whenever a file in it is saved.
const tryRules = document.getElementById("try");
if (tryRules) {
  const looked = () => ask(tryRules.action, new FormData(), edits);
  tryRules.addEventListener("submit", (event) => { event.preventDefault(); looked(); });
  let seen = words.stamp;  // of the rules the result was made by
  const poll = async () => {
    if (document.hidden) return;
    try {
      const got = await fetch("/rules/stamp", { credentials: "same-origin" });
      if (!got.ok) return;
      const { stamp } = await got.json();
      if (stamp !== seen) looked();
      seen = stamp;
    } catch { /* the server has ended; the next look says so */ }
  };
  poll();
  setInterval(poll, 1500);
}
