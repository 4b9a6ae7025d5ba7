// What is shown in place of things: while they load, when there are none, when something went wrong.

import { h } from "./dom.js";
import { t, told } from "./strings.js";

export function ghosts(count) {
  return h(
    "div.ghosts",
    { role: "status" },
    h("span.hidden", t("loading")),
    Array.from({ length: count }, () => h("span.ghost", { "aria-hidden": "true" })),
  );
}

export function empty(title, hint, ...actions) {
  return h("div.state", h("p.state-title", title), hint ? h("p", hint) : null, ...actions);
}

/** A problem, with a way on: try again, or go home when it is not there. */
export function trouble(fault, retry) {
  if (fault.status === 404) return empty(t("not_found"), t("not_found_hint"), h("a.button", { href: "#/" }, t("home")));
  const again = h("button.button", { type: "button", onclick: retry }, t("again"));
  const words = empty(t("wrong"), told(fault), again);
  words.setAttribute("role", "alert");
  return words;
}
