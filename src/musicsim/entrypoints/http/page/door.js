// Where one signs in.

import { byId } from "./dom.js";
import { session } from "./session.js";
import { t, told } from "./strings.js";

let old = ""; // a password that has to be changed, until it is
const waiting = [];

/** Wait until somebody is signed in. */
export async function enter() {
  const form = byId("door-form");
  byId("door").addEventListener("cancel", (event) => event.preventDefault());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    knock().catch((fault) => say(told(fault)));
  });
  session.addEventListener("over", (event) => open(event.detail));
  byId("leave").onclick = () => session.leave().finally(() => location.reload());
  if (await session.resume().catch(() => false)) return;
  await new Promise(open);
}

function open(entered) {
  waiting.push(entered);
  if (byId("door").open) return;
  old = "";
  show();
  byId("door").showModal();
}

/** The form as it is now: a name and a password, or a password to choose. */
function show() {
  byId("door-known").hidden = Boolean(old);
  byId("door-chosen").hidden = !old;
  for (const id of ["door-name", "door-password"]) byId(id).required = !old;
  byId("door-new").required = Boolean(old);
  byId("door-go").textContent = t(old ? "choose_password" : "sign_in");
  say("");
  if (old) byId("door-new").focus();
}

async function knock() {
  byId("door-go").disabled = true;
  try {
    if (old) await session.change(old, byId("door-new").value);
    else if (await session.enter(byId("door-name").value, byId("door-password").value)) {
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
