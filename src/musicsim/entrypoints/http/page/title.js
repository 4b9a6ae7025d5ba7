// The window's title: what plays, and what is shown.

import { byId } from "./dom.js";

let playing = "";

/** Name what is shown; `nowPlaying`, when it is told, is the title of what plays, "" for silence. */
export function entitle(nowPlaying = playing) {
  playing = nowPlaying;
  const view = byId(document.body.dataset.view === "track" ? "stage-title" : "shelf-title")?.textContent;
  const parts = [playing && `▶ ${playing}`, view === playing ? "" : view, "musicsim"];
  document.title = parts.filter(Boolean).join(" · ");
}
