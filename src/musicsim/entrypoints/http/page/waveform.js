// A waveform that one can see the position in, and set it: by mouse, finger or keys.

import { h } from "./dom.js";
import { clock, t } from "./strings.js";

const STEP = 5; // seconds
const SLACK = 6; // pixels that a finger may tremble

export class Waveform {
  closing = new AbortController();
  observer = new ResizeObserver(() => this.draw());

  /** In `host`; `onSeek` gets seconds. */
  constructor(host, onSeek) {
    this.host = host;
    this.onSeek = onSeek;
    this.peaks = null;
    this.duration = 0;
    this.position = 0;
    this.highlight = null;
    this.canvas = h("canvas");
    host.append(this.canvas);
    host.classList.add("waveform");
    host.setAttribute("role", "slider");
    host.tabIndex = 0;
    const { signal } = this.closing;
    host.addEventListener("pointerdown", (event) => this.drag(event), { signal });
    host.addEventListener("keydown", (event) => this.key(event), { signal });
    this.observer.observe(host);
    addEventListener("themechange", () => this.draw(), { signal });
    this.name("");
  }

  /** Let go of everything that would keep it alive. */
  close() {
    this.closing.abort();
    this.observer.disconnect();
  }

  name(title) {
    this.host.setAttribute("aria-label", t("seek", { title }));
    this.describe();
  }

  show(peaks) {
    this.peaks = peaks;
    this.host.classList.toggle("drawn", Boolean(peaks));
    this.draw();
  }

  at(position, duration) {
    if (Math.abs(position - this.position) < 0.05 && duration === this.duration) return;
    const calm = duration === this.duration && Math.floor(position / STEP) === Math.floor(this.position / STEP);
    const jumped = Math.abs(position - this.position) > 1.5;
    this.position = position;
    this.duration = Number.isFinite(duration) ? duration : 0;
    if (jumped || !calm) this.describe(); // not at every tick: it is read aloud
    this.draw();
  }

  describe() {
    this.host.setAttribute("aria-valuemin", "0");
    this.host.setAttribute("aria-valuemax", String(Math.round(this.duration)));
    this.host.setAttribute("aria-valuenow", String(Math.round(this.position)));
    this.host.setAttribute("aria-valuetext", t("position", { now: clock(this.position), all: clock(this.duration) }));
  }

  /** Where the pointer is let go, or as it moves along; a finger that moves up or down scrolls the page instead. */
  drag(event) {
    if (event.button !== 0 || !this.duration) return;
    const start = event.clientX;
    let along = false;
    const seek = (one) => {
      const box = this.host.getBoundingClientRect();
      this.onSeek(Math.min(1, Math.max(0, (one.clientX - box.left) / box.width)) * this.duration);
    };
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, this.closing.signal]);
    this.host.setPointerCapture(event.pointerId);
    this.host.addEventListener(
      "pointermove",
      (one) => {
        along ||= Math.abs(one.clientX - start) > SLACK;
        if (along) seek(one);
      },
      { signal },
    );
    this.host.addEventListener("pointercancel", () => stop.abort(), { signal });
    this.host.addEventListener(
      "pointerup",
      (one) => {
        stop.abort();
        seek(one);
      },
      { signal },
    );
  }

  key(event) {
    const to = {
      ArrowLeft: this.position - STEP,
      ArrowDown: this.position - STEP,
      ArrowRight: this.position + STEP,
      ArrowUp: this.position + STEP,
      PageDown: this.position - 6 * STEP,
      PageUp: this.position + 6 * STEP,
      Home: 0,
      End: this.duration - 1,
    }[event.key];
    if (to === undefined || !this.duration) return;
    event.preventDefault();
    event.stopPropagation();
    this.onSeek(Math.min(Math.max(0, to), this.duration));
  }

  draw() {
    const { clientWidth: width, clientHeight: height } = this.host;
    const scale = devicePixelRatio || 1;
    if (!width || !height) return;
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    const pen = this.canvas.getContext("2d");
    const colours = getComputedStyle(this.host);
    const [rest, played, light] = ["--wave", "--wave-played", "--wave-highlight"].map((name) =>
      colours.getPropertyValue(name),
    );
    pen.scale(scale, scale);
    const share = this.duration ? this.position / this.duration : 0;
    if (this.highlight && this.duration) {
      pen.fillStyle = light;
      pen.fillRect(
        (this.highlight.start / this.duration) * width,
        0,
        (this.highlight.length / this.duration) * width,
        height,
      );
    }
    const bars = Math.floor(width / 3);
    for (let bar = 0; bar < bars; bar += 1) {
      const tall = Math.max(2, this.peak(bar, bars) * (height - 4));
      pen.fillStyle = (bar + 0.5) / bars <= share ? played : rest;
      pen.beginPath();
      pen.roundRect(bar * 3, (height - tall) / 2, 2, tall, 1);
      pen.fill();
    }
  }

  /** The highest peak of the stretch that a bar stands for; a thin line while none are known. */
  peak(bar, bars) {
    if (!this.peaks?.length) return 0;
    const from = Math.floor((bar * this.peaks.length) / bars);
    const to = Math.max(from + 1, Math.floor(((bar + 1) * this.peaks.length) / bars));
    return Math.max(...this.peaks.slice(from, to)) / 255;
  }
}
