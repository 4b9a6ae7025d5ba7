// The page by keyboard.

import { byId, h } from "./dom.js";
import { legend } from "./legend.js";
import { player } from "./player.js";
import { t } from "./strings.js";

const SEEK = 5;
const STOPS = ".folder .title, .row > .names .title";

const isTyping = (target) => target.matches("input:not([type=checkbox], [type=range]), textarea, select");
const isPressable = (target) => target.matches("button, summary, input, [role=slider]");

export function listen() {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    if (event.target.id === "search") searchKey(event);
    else if (!isTyping(event.target)) pageKey(event);
  });
  byId("help").onclick = help;
}

function searchKey(event) {
  if (event.key === "Escape") event.target.blur();
  else if (event.key === "ArrowDown") move(1, event);
}

function pageKey(event) {
  if (event.key === "Enter" && event.shiftKey) {
    const row = event.target.closest("[data-track]");
    if (!row) return;
    event.preventDefault();
    row.querySelector(".tile").click();
    return;
  }
  const deeds = {
    "/": () => byId("search").select(),
    "?": help,
    " ": () => (isPressable(event.target) ? null : space(event.target)),
    ArrowDown: () => move(1, event),
    ArrowUp: () => move(-1, event),
    ArrowLeft: () => (event.target.matches("input") ? null : player.seek(player.position - SEEK)),
    ArrowRight: () => (event.target.matches("input") ? null : player.seek(player.position + SEEK)),
    n: () => player.step(1),
    p: () => player.step(-1),
    e: () => player.track && (location.hash = `#/track/${encodeURIComponent(player.track.id)}`),
  };
  const deed = deeds[event.key];
  if (deed && deed() !== null) event.preventDefault();
}

/** Play or pause; with nothing loaded yet, the track in focus. */
function space(target) {
  if (player.track) player.toggle();
  else target.closest("[data-track]")?.querySelector(".tile").click();
}

/** The focus goes up or down through the lines of the list that it is in, else into the first list shown. */
function move(by, event) {
  if (event.target.matches("input[type=range], [role=slider]")) return null;
  const room = event.target.closest("#stage") ?? byId("shelf");
  const stops = [...room.querySelectorAll(STOPS)].filter((one) => one.checkVisibility());
  const line = event.target.closest("[data-track]")?.querySelector(".title") ?? event.target;
  const place = stops.indexOf(line);
  if (place === 0 && by < 0 && room.id === "shelf") {
    byId("search").focus();
    event.preventDefault();
    return null;
  }
  const next = stops[place < 0 ? 0 : Math.min(stops.length - 1, Math.max(0, place + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
  event.preventDefault();
  return null;
}

export function help() {
  const lines = [
    [["/"], "key_search"],
    [["↑", "↓"], "key_move"],
    [[t("enter")], "key_open"],
    [[t("space")], "key_play"],
    [[t("shift"), t("enter")], "key_play_this"],
    [["←", "→"], "key_seek"],
    [["n", "p"], "key_skip"],
    [["e"], "key_explore"],
    [["?"], "key_help"],
  ];
  byId("help-legend").replaceChildren(legend());
  byId("help-body").replaceChildren(
    ...lines.map(([keys, words]) =>
      h(
        "div",
        h(
          "dt",
          keys.map((key) => h("kbd", key)),
        ),
        h("dd", t(words)),
      ),
    ),
  );
  byId("help-dialog").showModal();
}
