// What plays: one audio element, a queue, and the bar that stays while wandering.

import { api } from "./api.js";
import { session } from "./session.js";
import { byId, recall, remember } from "./dom.js";
import { artistOf } from "./rows.js";
import { clock, t, told } from "./strings.js";
import { dress } from "./tiles.js";
import { entitle } from "./title.js";
import { Waveform } from "./waveform.js";

/** Whether there is a sound to draw. */
export const isAudible = (track) => track.status !== "failed" && !track.missing_since;

const SAVE_EVERY = 5;
const NEAR = 0.05; // seconds
const PATIENCE = 5; // tracks in a row that may fail before it stays silent

class Player extends EventTarget {
  track = null;
  queue = [];
  peaks = null;
  saved = 0;
  wanted = false; // whether it should sound, though it may not be able to
  broken = false; // cut off by a server that is gone
  failures = 0;
  from = 0; // seconds, where the track was begun and where it broke off
  cutAt = 0;
  base = 0; // seconds of the track that are not in what the element has: see `wish`
  drawing = new AbortController();

  get playing() {
    if (this.broken) return this.wanted; // it waits for the server, and can be told not to
    return Boolean(this.track) && !this.audio.paused && !this.audio.error;
  }

  get position() {
    return this.base + (this.audio.currentTime || 0);
  }

  /** What no browser plays is made into something else while it is heard; it has no length, and no ranges to seek by. */
  get isMade() {
    return this.track?.playable === false;
  }

  wish(start) {
    if (!this.isMade) return {};
    const opus = this.audio.canPlayType("audio/ogg; codecs=opus");
    return { format: opus ? "opus" : "mp3", start: start.toFixed(2) };
  }

  get duration() {
    if (this.isMade) return this.track.duration ?? 0;
    return Number.isFinite(this.audio.duration) ? this.audio.duration : (this.track?.duration ?? 0);
  }

  /** Find the elements, and what was playing at the last visit. */
  start() {
    this.audio = byId("audio");
    this.wave = new Waveform(byId("player-wave"), (seconds) => this.seek(seconds));
    byId("toggle").onclick = () => this.toggle();
    byId("next").onclick = () => this.step(1);
    byId("previous").onclick = () => this.step(-1);
    byId("volume").oninput = (event) => this.setVolume(event.target.valueAsNumber / 100);
    for (const name of ["play", "pause"])
      this.audio.addEventListener(name, () => {
        if (!this.audio.error) this.wanted = !this.audio.paused; // an error pauses, too, but nobody wanted that
        this.changed();
      });
    for (const name of ["timeupdate", "durationchange", "seeked"])
      this.audio.addEventListener(name, () => this.moved());
    this.audio.addEventListener("ended", () => this.step(1));
    this.audio.addEventListener("error", () => this.failed());
    addEventListener("pagehide", () => this.save());
    this.setVolume(recall("volume") ?? 1);
    const last = recall("playing");
    if (last?.track) this.load(last.track, last.queue ?? [last.track], last.position ?? 0);
    this.offerKeys();
  }

  toggleTrack(track, queue) {
    if (this.track?.id === track.id) this.toggle();
    else this.play(track, queue);
  }

  play(track, queue = [track], from = 0) {
    this.failures = 0;
    byId("player-note").hidden = true;
    if (this.track?.id !== track.id) this.load(track, queue, from);
    else this.seek(from);
    return this.resume();
  }

  load(track, queue, from = 0) {
    this.track = track;
    this.queue = queue;
    this.broken = false;
    this.wanted = false;
    this.begin(from);
    byId("player").hidden = false;
    document.body.classList.add("has-player");
    this.drawWave(track);
    this.describe();
    this.changed();
  }

  begin(from) {
    this.from = from;
    this.base = this.isMade ? from : 0;
    const there = from && !this.isMade ? `#t=${from.toFixed(2)}` : "";
    this.audio.src = api.stream(this.track.id, this.wish(from)) + there;
  }

  async resume() {
    this.wanted = true;
    if (this.audio.error) this.load(this.track, this.queue, this.cutAt);
    try {
      await this.audio.play(); // what goes wrong is told as an event, too
    } catch (fault) {
      if (fault.name === "NotAllowedError") this.wanted = false;
    }
  }

  toggle() {
    if (!this.track) return;
    if (this.playing) this.pause();
    else this.play(this.track, this.queue, this.audio.error ? this.cutAt : this.position);
  }

  pause() {
    this.wanted = false;
    this.audio.pause();
    this.changed();
  }

  seek(seconds) {
    const to = Math.min(Math.max(0, seconds), this.duration || seconds);
    if (!this.isMade) this.audio.currentTime = to;
    else if (this.audio.error || Math.abs(to - this.position) > NEAR) {
      const { wanted } = this;
      this.begin(to);
      if (wanted) this.resume();
    }
    this.moved();
  }

  step(by) {
    if (by < 0 && this.position > 4) {
      this.seek(0);
      return;
    }
    const place = this.queue.findIndex((one) => one.id === this.track?.id);
    const then = this.queue[place + by];
    if (then && place >= 0) this.play(then, this.queue);
    else if (by < 0) this.seek(0);
  }

  setVolume(share) {
    this.audio.volume = share;
    byId("volume").value = Math.round(share * 100);
    remember("volume", share);
  }

  /** The server is back: what was cut off goes on where it was. */
  mend() {
    if (!this.broken || !this.track) return;
    const { wanted } = this;
    this.load(this.track, this.queue, this.cutAt);
    if (wanted) this.resume();
  }

  /** Find out why there is no sound: the server is gone, the file is, or the browser can't play it. */
  async failed() {
    const { track } = this;
    const fault = this.audio.error;
    if (!track || !fault) return;
    this.cutAt = this.position || this.from;
    this.changed();
    const { renewals } = session;
    const problem = await api.probe(track.id, this.wish(this.cutAt)).then(
      () => null,
      (one) => one,
    );
    if (this.track !== track || this.audio.error !== fault) return; // something else plays by now
    this.broken = problem?.status === 0;
    if (this.broken) {
      this.changed();
      return;
    }
    this.failures += 1;
    const renewed = session.renewals !== renewals; // it was only that nobody was signed in any more
    if (!problem && (renewed || fault.code === MediaError.MEDIA_ERR_NETWORK)) this.retry();
    else this.skip(track, problem);
  }

  /** The line was cut, but the file is there. */
  retry() {
    const { wanted } = this;
    if (this.failures >= PATIENCE) return;
    this.load(this.track, this.queue, this.cutAt);
    if (wanted) this.resume();
  }

  /** Say what is wrong, and go on with what comes next, unless there is nothing or too much went wrong. */
  skip(track, problem) {
    const format = track.codec || track.path.split(".").pop();
    const note = byId("player-note");
    note.textContent = problem ? told(problem, "stream") : t("cannot_play", { title: track.title, format });
    note.hidden = false;
    const then = this.queue[this.queue.findIndex((one) => one.id === track.id) + 1];
    if (!this.wanted || !then || this.failures >= PATIENCE) return;
    this.load(then, this.queue);
    this.resume();
  }

  async drawWave(track) {
    this.drawing.abort();
    this.drawing = new AbortController();
    this.peaks = null;
    this.wave.show(null);
    if (!isAudible(track)) return;
    const found = await api.waveform(track.id, this.drawing.signal).catch(() => null);
    if (this.track?.id !== track.id) return;
    this.peaks = found?.peaks ?? null;
    this.wave.show(this.peaks);
  }

  /** Put names and words on the bar; also after the language changed. */
  describe() {
    for (const [id, key] of [
      ["previous", "previous"],
      ["next", "next"],
    ])
      byId(id).setAttribute("aria-label", t(key));
    byId("toggle").setAttribute("aria-label", t(this.playing ? "pause" : "play"));
    if (!this.track) return;
    const here = `#/track/${encodeURIComponent(this.track.id)}`;
    byId("player-title").textContent = this.track.title;
    byId("player-title").href = here;
    byId("player-title").title = "";
    byId("player-artist").textContent = artistOf(this.track);
    byId("player-explore").href = here;
    dress(byId("player-tile"), this.track);
    this.wave.name(this.track.title);
    this.moved();
  }

  changed() {
    byId("player").classList.toggle("playing", this.playing);
    byId("toggle").setAttribute("aria-label", t(this.playing ? "pause" : "play"));
    const artist = this.track ? artistOf(this.track) : "";
    entitle(this.playing ? this.track.title : "");
    if (this.playing) {
      byId("announcer").textContent = t("playing", { title: this.track.title, artist });
      if (navigator.mediaSession) {
        navigator.mediaSession.metadata = new MediaMetadata({
          title: this.track.title,
          artist,
          album: this.track.album,
        });
      }
    } else if (!this.audio.error) this.save();
    this.dispatchEvent(new Event("change"));
  }

  moved() {
    byId("elapsed").textContent = clock(this.position);
    byId("remaining").textContent = clock(this.duration);
    this.wave.at(this.position, this.duration);
    if (Math.abs(this.position - this.saved) > SAVE_EVERY) this.save();
    this.dispatchEvent(new Event("move"));
  }

  save() {
    this.saved = this.position;
    if (this.track)
      remember("playing", { track: this.track, queue: this.queue.slice(0, 200), position: this.position });
  }

  /** Media keys and the system's own controls. */
  offerKeys() {
    if (!navigator.mediaSession) return;
    const deeds = {
      play: () => this.resume(),
      pause: () => this.pause(),
      nexttrack: () => this.step(1),
      previoustrack: () => this.step(-1),
      seekto: (event) => this.seek(event.seekTime),
    };
    for (const [name, deed] of Object.entries(deeds)) navigator.mediaSession.setActionHandler(name, deed);
  }
}

export const player = new Player();
