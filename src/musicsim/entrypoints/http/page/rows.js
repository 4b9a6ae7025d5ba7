// A track as one line of a list.

import { EXPLORE, PAUSE, PLAY, h, icon } from "./dom.js";
import { player } from "./player.js";
import { clock, keyName, number, percent, t } from "./strings.js";
import { badge, dress } from "./tiles.js";

export const addressOf = (track) => `#/track/${encodeURIComponent(track.id)}`;
export const artistOf = (track) => track.artist || t("unknown_artist");

/** Rows of tracks; playing one makes all of them the queue. */
export function trackList(tracks, { hits = null, label } = {}) {
  const list = h("ul.tracks", { "aria-label": label });
  list.queue = [];
  addRows(list, tracks, hits);
  return list;
}

/** Further rows at the end of a list, and of its queue: what plays from it goes on with them. */
export function addRows(list, tracks, hits = null) {
  list.queue.push(...tracks);
  list.append(...tracks.map((track, place) => row(track, list.queue, hits?.[place])));
}

function row(track, queue, hit) {
  const tile = dress(h("button.tile", { type: "button", onclick: () => player.toggleTrack(track, queue) }), track);
  tile.append(icon(PLAY, "is-play"), icon(PAUSE, "is-pause"));
  const about = track.failure
    ? t(`failure_${track.failure.reason}`)
    : [artistOf(track), track.album].filter(Boolean).join(" · ");
  const names = h("div.names", h("a.title", { href: addressOf(track) }, track.title), h("span.sub", about));
  const item = h("li.row", { data: { track: track.id } }, tile, names);
  if (hit) item.append(likeness(hit.score));
  item.append(
    h("span.bpm", track.bpm ? [number(track.bpm), h("span.hidden", ` ${t("bpm")}`)] : ""),
    track.camelot ? badge(track.camelot, keyName(track.camelot)) : state(track),
    h("span.length", clock(track.duration ?? Number.NaN)),
  );
  if (hit) {
    item.append(
      h(
        "a.drift",
        { href: addressOf(track), "aria-label": t("explore_track", { title: track.title }), title: t("explore") },
        icon(EXPLORE),
      ),
    );
    item.classList.add("hit");
    if (hit.copies.length) item.append(copies(hit.copies));
  }
  mark(item, track);
  item.track = track;
  return item;
}

function state(track) {
  if (track.status === "pending") return h("span.badge", t("pending"));
  if (track.status !== "failed") return h("span.badge", "–");
  const sign = h("span", { "aria-hidden": "true" }, "!");
  return h("span.badge.warning", { title: t("failed") }, sign, h("span.hidden", t("failed")));
}

function likeness(cosine) {
  const score = Math.max(0, cosine); // below: as unlike as anything can be
  const bar = h("span.likeness", { title: t("score", { score: percent(score) }) });
  bar.append(h("span.bar", { "aria-hidden": "true", style: { "--share": score } }), h("span", percent(score)));
  return bar;
}

function copies(tracks) {
  return h("details.copies", h("summary", t("copies", { count: tracks.length })), trackList(tracks));
}

/** Show on every row whether its track is the one that plays. */
export function markAll() {
  for (const item of document.querySelectorAll(".row[data-track]")) mark(item, item.track);
}

function mark(item, track) {
  const current = player.track?.id === track.id;
  const playing = current && player.playing;
  item.classList.toggle("current", current);
  item.classList.toggle("playing", playing);
  const tile = item.querySelector(".tile");
  tile.setAttribute("aria-label", t(playing ? "pause_track" : "play_track", { title: track.title }));
}
