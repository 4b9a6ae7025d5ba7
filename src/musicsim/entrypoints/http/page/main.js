// The page: what the address says is what is shown.

import { byId, calmly, remember } from "./dom.js";
import { listen } from "./keys.js";
import { player } from "./player.js";
import { markAll } from "./rows.js";
import { shelf } from "./shelf.js";
import { stage } from "./stage.js";
import { status } from "./status.js";
import { LANGUAGES, languageNow, speak, t } from "./strings.js";

let fromShelf = false;
let arrived = false;
let typed = null;

/** "#/track/ID", "#/folder/a/b", "#/search/words", or the library's root. */
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
    shelf.show(kind === "search" ? { text: words } : { path: kind === "folder" ? words : "" });
    if (kind !== "search") byId("search").value = "";
    else if (byId("search").value.trim() !== words) byId("search").value = words;
    if (!stage.id) stage.welcome();
  }
  fromShelf = false;
  arrived = true;
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
  nameTheme();
  status.show();
  player.describe();
}

function start() {
  speak();
  const nameTheme = theme();
  player.start();
  words(nameTheme);
  search();
  listen();
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
  const renew = calmly(800, () => {
    shelf.renew();
    stage.refresh();
  });
  status.addEventListener("counts", renew);
  status.addEventListener("back", () => {
    shelf.load();
    if (stage.id) stage.load();
    player.mend();
  });
  byId("shelf").addEventListener("click", (event) => {
    fromShelf = Boolean(event.target.closest("a.title"));
  });
  addEventListener("hashchange", route);
  status.start();
  route();
}

start();
