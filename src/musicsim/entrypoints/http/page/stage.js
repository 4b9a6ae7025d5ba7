// The room on the right: one track, what it is made of, and what sounds like it.

import { api } from "./api.js";
import { released } from "./hand.js";
import { legend } from "./legend.js";
import { byId, h, icon, PAUSE, PLAY } from "./dom.js";
import { isAudible, player } from "./player.js";
import { addressOf, artistOf } from "./rows.js";
import { folderAddress } from "./shelf.js";
import { similar } from "./similar.js";
import { empty, ghosts, trouble } from "./states.js";
import { clock, keyName, number, percent, t } from "./strings.js";
import { dress, hue, wheel } from "./tiles.js";
import { surprise } from "./surprise.js";
import { entitle } from "./title.js";
import { Waveform } from "./waveform.js";

const TAGS = 8;
const DOUBT = 0.1; // below, a tag says more about the model than about the music

class Stage {
  id = null;
  track = null;
  trail = [];
  list = "#/"; // where the list is that one came from
  wave = null;
  loading = new AbortController();

  /** Nothing is chosen yet: say what can be done. */
  welcome() {
    this.leave();
    byId("stage").replaceChildren(
      h(
        "div.welcome",
        wheel(null),
        h("h2", { id: "stage-title" }, t("welcome")),
        h("p", t("welcome_hint")),
        surprise(),
        legend(),
      ),
    );
  }

  leave() {
    this.loading.abort();
    this.wave?.close();
    this.id = this.track = this.wave = null;
  }

  async show(id, { anew = false, focus = false } = {}) {
    if (id === this.id) return;
    this.leave();
    this.id = id;
    if (anew) this.trail = [];
    byId("stage").replaceChildren(ghosts(5));
    byId("stage").scrollTop = 0;
    await this.load();
    if (focus && this.id === id) byId("stage").focus({ preventScroll: true });
  }

  /** Load anew what is shown; `onlyNews`: touch nothing when it is as it was, nor while something is pressed. */
  async load({ onlyNews = false } = {}) {
    const { id } = this;
    if (!id) return;
    if (!onlyNews) this.loading.abort(); // what the page shows already may still be on its way
    const loading = onlyNews ? this.loading : new AbortController();
    this.loading = loading;
    try {
      const track = await api.track(id, loading.signal);
      if (onlyNews) await released();
      if (id !== this.id || loading !== this.loading) return;
      if (!onlyNews || JSON.stringify(track) !== JSON.stringify(this.track)) this.fill(track);
    } catch (fault) {
      if (fault.name !== "AbortError" && id === this.id && !onlyNews)
        byId("stage").replaceChildren(
          h("h2.hidden", { id: "stage-title" }, t("wrong")),
          trouble(fault, () => this.load()),
        );
    }
  }

  /** News from the library: a track that waited may have been listened to. */
  refresh() {
    if (this.track?.status === "pending") this.load({ onlyNews: true });
  }

  fill(track) {
    this.track = track;
    this.remember(track);
    const like = h("section.similar", { "aria-labelledby": "similar-title" });
    byId("stage").style.setProperty("--hue", track.camelot ? hue(track.camelot) : 190);
    const focused = byId("stage").contains(document.activeElement) ? document.activeElement.id : "";
    this.wave?.close();
    byId("stage").replaceChildren(
      this.head(track),
      this.sound(track),
      facts(track),
      like,
      tags(track) ?? "",
      file(track),
    );
    if (focused) byId(focused)?.focus({ preventScroll: true });
    entitle();
    this.mark();
    this.drawWave(track);
    const why = reason(track);
    if (why) like.replaceChildren(h("h3", { id: "similar-title" }, t("similar")), why);
    else similar.show(like, track, this.loading.signal);
  }

  remember(track) {
    const known = this.trail.findIndex((one) => one.id === track.id);
    if (known >= 0) this.trail[known] = track;
    else this.trail = [...this.trail, track].slice(-24);
  }

  head(track) {
    const back = h("a.back", { href: this.list }, h("span", { "aria-hidden": "true" }, "‹ "), t("back"));
    const button = h(
      "button.button.strong.play",
      { type: "button", id: "stage-play" },
      icon(PLAY, "is-play"),
      icon(PAUSE, "is-pause"),
      h("span"),
    );
    button.onclick = () => player.toggleTrack(track, [track, ...similar.tracksFor(track)]);
    const album = [track.album, track.year].filter(Boolean).join(" · ");
    const words = h(
      "div.words",
      h("h2", { id: "stage-title" }, track.title),
      h("p.artist", artistOf(track)),
      album ? h("p.album", album) : null,
    );
    const actions = h("div.actions", button);
    const { highlight } = track.analysis ?? {};
    if (highlight) {
      const jump = () => player.play(track, [track, ...similar.tracksFor(track)], highlight.start);
      actions.append(h("button.button", { type: "button", onclick: jump }, t("highlight")));
    }
    const bpm = track.bpm ? number(track.bpm) : "";
    return h(
      "header.hero",
      this.trailLine(),
      back,
      h("div.heading", wheel(track.camelot, bpm, bpm && t("bpm")), words, actions),
    );
  }

  /** The way that led here, a tile a step. */
  trailLine() {
    if (this.trail.length < 2) return null;
    const steps = this.trail.map((one) => {
      const here = one.id === this.id;
      return h(
        "li",
        dress(
          h("a.tile", {
            href: addressOf(one),
            title: one.title,
            "aria-label": one.title,
            "aria-current": here ? "page" : null,
          }),
          one,
        ),
      );
    });
    const clear = () => {
      this.trail = [this.track];
      byId("stage").querySelector(".trail").remove();
    };
    return h(
      "nav.trail",
      { "aria-label": t("trail") },
      h("span.eyebrow", t("trail")),
      h("ol", steps),
      h("button.plain", { type: "button", onclick: clear }, t("trail_clear")),
    );
  }

  sound(track) {
    const host = h("div.wave");
    this.wave = new Waveform(host, (seconds) => player.play(track, [track, ...similar.tracksFor(track)], seconds));
    this.wave.name(track.title);
    this.wave.highlight = track.analysis?.highlight ?? null;
    this.move();
    return h("div.sound", host);
  }

  async drawWave(track) {
    if (!isAudible(track)) return;
    const found = await api.waveform(track.id, this.loading.signal).catch(() => null);
    if (this.id === track.id) this.wave?.show(found?.peaks ?? null);
  }

  move() {
    if (!this.wave || !this.track) return;
    const mine = player.track?.id === this.track.id;
    this.wave.at(
      mine ? player.position : 0,
      mine ? player.duration : (this.track.duration ?? this.track.analysis?.duration ?? 0),
    );
  }

  mark() {
    const button = byId("stage-play");
    if (!button || !this.track) return;
    const playing = player.playing && player.track?.id === this.track.id;
    button.classList.toggle("playing", playing);
    button.lastChild.textContent = t(playing ? "pause" : "play");
    const round = byId("stage").querySelector(".wheel");
    round.classList.toggle("beating", playing && Boolean(this.track.bpm));
    round.style.setProperty("--beat", `${60 / (this.track.bpm || 120)}s`);
    this.move();
  }
}

/** Why nothing can be said to sound like it, or null. */
function reason(track) {
  if (track.missing_since) return empty(t("missing_title"), t("missing_hint"));
  if (track.status === "pending") return empty(t("pending_title"), t("pending_hint"));
  if (track.status === "silent") return empty(t("silent_title"), t("silent_hint"));
  if (track.status === "failed")
    return empty(
      t("failed_title"),
      [t(`failure_${track.failure.reason}`), track.failure.detail].filter(Boolean).join(": "),
    );
  return null;
}

function facts(track) {
  const { tempo, key, loudness } = track.analysis ?? {};
  const shown = [
    tempo && [t("tempo"), number(tempo.bpm, 1), t("bpm")],
    key && [t("key"), keyName(key.camelot), key.camelot],
    loudness && [t("loudness"), number(loudness.lufs, 1), t("lufs")],
    [t("length"), clock(track.duration ?? track.analysis?.duration ?? Number.NaN), ""],
    track.genre && [t("genre"), track.genre, ""],
  ].filter(Boolean);
  return h(
    "dl.facts",
    shown.map(([name, value, unit]) =>
      h("div", h("dt", name), h("dd", value, unit ? h("span.unit", ` ${unit}`) : null)),
    ),
  );
}

/** Where its file is, and of what kind. */
function file(track) {
  const format = [
    track.codec,
    track.sample_rate && `${number(track.sample_rate / 1000, 1)} kHz`,
    track.bitrate && `${number(track.bitrate)} kbit/s`,
  ];
  return h(
    "p.path",
    h("a", { href: folderAddress(track.folder) }, track.folder || t("library")),
    [` / ${track.path.split("/").pop()}`, ...format.filter(Boolean)].join(" · "),
  );
}

function tags(track) {
  const found = track.analysis?.tags;
  const sure = found?.items.filter((tag) => tag.probability >= DOUBT).slice(0, TAGS);
  if (!sure?.length) return null;
  const bars = sure.map((tag) =>
      h(
        "li",
        h("span.name", tag.name),
        h("span.meter", { "aria-hidden": "true" }, h("span", { style: { "--share": tag.probability } })),
        h("span.share", percent(tag.probability)),
      ),
    );
  return h("section.tags", h("h3", t("tags")), h("ul", bars), h("p.model", t("tags_model", { model: found.model })));
}

export const stage = new Stage();
