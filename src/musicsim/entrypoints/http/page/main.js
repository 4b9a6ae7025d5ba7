// The page: what the address says is what is shown.

import { byId, calmly, remember } from "./dom.js";
import { enter } from "./door.js";
import { seldom, watch } from "./hand.js";
import { listen } from "./keys.js";
import { player } from "./player.js";
import { markAll } from "./rows.js";
import { shelf } from "./shelf.js";
import { stage } from "./stage.js";
import { status } from "./status.js";
import { LANGUAGES, languageNow, speak, t } from "./strings.js";
import { entitle } from "./title.js";

const NEWS_EVERY = 5000;

let fromShelf = false;
let arrived = false;
let typed = null;

/** "#/track/ID", "#/folder/a/b", "#/search/words", "#/failed/reason", or the library's root. */
function route() {
  typed?.cancel(); // whoever goes elsewhere no longer waits for the search
  const [kind, ...rest] = location.hash.replace(/^#\/?/, "").split("/");
  const words = decode(rest);
  document.body.dataset.view = kind === "track" ? "track" : "list";
  if (kind === "track") {
    stage.show(words, { anew: fromShelf, focus: arrived });
    if (!shelf.shown) shelf.show({ path: "" });
  } else {
    stage.list = location.hash || "#/";
    shelf.show(listed(kind, words));
    if (!stage.id) stage.welcome();
  }
  // Box and list say the same, also when the search that was being typed is not waited for any more.
  if (byId("search").value.trim() !== shelf.text) byId("search").value = shelf.text;
  entitle();
  fromShelf = false;
  arrived = true;
}

function listed(kind, words) {
  if (kind === "search") return { text: words };
  if (kind === "failed") return { failed: words };
  return { path: kind === "folder" ? words : "" };
}

function decode(parts) {
  try {
    return parts.map(decodeURIComponent).join("/");
  } catch {
    return parts.join("/");
  }
}

function search() {
  const box = byId("search");
  const go = () => {
    const words = box.value.trim();
    const address = words ? `#/search/${encodeURIComponent(words)}` : "#/";
    if (location.hash === address) return;
    if (words && location.hash.startsWith("#/search/")) {
      history.replaceState(null, "", address); // a step back leaves the search, not its last letter
      route();
    } else location.hash = address;
  };
  typed = calmly(150, go);
  box.addEventListener("input", typed);
  byId("search-form").addEventListener("submit", (event) => {
    event.preventDefault();
    go();
  });
}

function theme() {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const name = () => {
    const words = t(isDark() ? "theme_light" : "theme_dark");
    byId("theme").setAttribute("aria-label", words);
    byId("theme").title = words;
    dispatchEvent(new Event("themechange"));
  };
  byId("theme").onclick = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    remember("theme", root.dataset.theme);
    name();
  };
  system.addEventListener("change", name);
  return name;
}

function words(nameTheme) {
  const language = byId("language");
  language.textContent = languageNow() === "fr" ? "EN" : "FR";
  language.setAttribute("aria-label", t("language_label"));
  language.lang = languageNow() === "fr" ? "en" : "fr";
  byId("help").setAttribute("aria-label", t("help"));
  byId("leave").setAttribute("aria-label", t("sign_out"));
  byId("leave").title = t("sign_out");
  nameTheme();
  status.tell();
  status.show();
  player.describe();
}

async function start() {
  speak();
  await enter();
  const nameTheme = theme();
  player.start();
  words(nameTheme);
  search();
  listen();
  watch();
  byId("language").onclick = () => {
    speak(Object.keys(LANGUAGES).find((one) => one !== languageNow()));
    words(nameTheme);
    shelf.load();
    if (stage.id) stage.load();
    else stage.welcome();
  };
  player.addEventListener("change", () => {
    markAll();
    stage.mark();
  });
  player.addEventListener("move", () => stage.move());
  const renew = () => {
    shelf.renew();
    stage.refresh();
  };
  status.addEventListener("counts", seldom(NEWS_EVERY, renew));
  status.addEventListener("settled", renew);
  status.addEventListener("alive", () => player.mend());
  status.addEventListener("back", () => {
    shelf.load();
    if (stage.id) stage.load();
  });
  // Whoever reaches for what is listed no longer waits for the search: its answer would take them elsewhere.
  byId("shelf").addEventListener("pointerdown", () => typed?.cancel());
  byId("shelf").addEventListener("click", (event) => {
    fromShelf = Boolean(event.target.closest("a.title"));
  });
  addEventListener("hashchange", route);
  status.start();
  route();
}

start();
