// Where one signs in.

import { byId } from "./dom.js";
import { session } from "./session.js";
import { t, told } from "./strings.js";

let old = ""; // a password that has to be changed, until it is
let arriving = false; // somebody who has no account yet
let registration = "closed"; // until the server says otherwise
const waiting = [];

/** Wait until somebody is signed in. */
export async function enter() {
  const form = byId("door-form");
  byId("door").addEventListener("cancel", (event) => event.preventDefault());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    knock().catch((fault) => say(told(fault, arriving ? "register" : "")));
  });
  byId("door-turn").onclick = () => {
    arriving = !arriving;
    show();
  };
  session.addEventListener("over", (event) => open(event.detail));
  byId("leave").onclick = () => session.leave().finally(() => location.reload());
  if (await session.resume().catch(() => false)) return;
  await new Promise(open);
}

function open(entered) {
  waiting.push(entered);
  if (byId("door").open) return;
  old = "";
  arriving = false;
  show();
  byId("door").showModal();
  session.options().then((options) => {
    registration = options.registration;
    turn();
  }, () => {}); // whoever has an account needs none of it
}

/** The form as it is now: a name and a password, or a password to choose. */
function show() {
  byId("door-known").hidden = Boolean(old);
  byId("door-chosen").hidden = !old;
  for (const id of ["door-name", "door-password"]) byId(id).required = !old;
  byId("door-new").required = Boolean(old);
  byId("door-go").textContent = t(old ? "choose_password" : arriving ? "register" : "sign_in");
  byId("door-password").autocomplete = arriving ? "new-password" : "current-password";
  turn();
  say("");
  if (old) byId("door-new").focus();
}

/** The way to register and back, where one may. */
function turn() {
  const invited = arriving && !old && registration === "invite";
  byId("door-invited").hidden = !invited;
  byId("door-invite").required = invited;
  byId("door-turn").hidden = Boolean(old) || registration === "closed";
  byId("door-turn").textContent = t(arriving ? "have_account" : registration === "invite" ? "have_invite" : "register");
}

/** Whether another password has to be chosen, now that somebody is in. */
function passed() {
  const [name, password] = [byId("door-name").value, byId("door-password").value];
  return arriving ? session.register(name, password, byId("door-invite").value) : session.enter(name, password);
}

async function knock() {
  byId("door-go").disabled = true;
  try {
    if (old) await session.change(old, byId("door-new").value);
    else if (await passed()) {
      old = byId("door-password").value;
      show();
      return;
    }
    byId("door-form").reset();
    byId("door").close();
    for (const entered of waiting.splice(0)) entered();
  } finally {
    byId("door-go").disabled = false;
  }
}

function say(words) {
  byId("door-note").textContent = words;
  byId("door-note").hidden = !words;
}
