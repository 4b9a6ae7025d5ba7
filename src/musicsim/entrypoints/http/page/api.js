// The API, as the page needs it.

import { session } from "./session.js";
import { ROOT } from "./wire.js";

export { Trouble } from "./wire.js";

const answered = (path, options) => session.answered(path, options);
const ask = (path, options) => answered(path, options).then((response) => response.json());

function query(values) {
  const pairs = Object.entries(values).flatMap(([name, value]) => [value].flat().map((one) => [name, one]));
  return new URLSearchParams(
    pairs.filter(([, value]) => value !== null && value !== undefined && value !== ""),
  ).toString();
}

const id = encodeURIComponent;
const waveforms = new Map();

/** A track's waveform, asked for once however many want it, and for as long as one of their signals holds. */
function waveform(track, signal) {
  const shared = waveforms.get(track) ?? begin(track);
  shared.wanted += 1;
  signal.addEventListener("abort", () => {
    shared.wanted -= 1;
    if (shared.wanted) return;
    shared.stop.abort();
    if (waveforms.get(track) === shared) waveforms.delete(track);
  });
  return shared.answer;
}

function begin(track) {
  const stop = new AbortController();
  const shared = { wanted: 0, stop, answer: ask(`/tracks/${id(track)}/waveform`, { signal: stop.signal }) };
  waveforms.set(track, shared);
  shared.answer.catch(() => {
    if (waveforms.get(track) === shared) waveforms.delete(track); // the next one may have better luck
  });
  return shared;
}

const stream = (track, wish) => `/tracks/${id(track)}/stream?${query(wish)}`.replace(/\?$/, "");

function stopper() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

export const api = {
  folder: (path, cursor, signal) => ask(`/library/folders?${query({ path, cursor, limit: 100 })}`, { signal }),
  search: (q, cursor, signal) => ask(`/tracks?${query({ q, cursor, limit: 100, sort: "artist" })}`, { signal }),
  failed: (cursor, signal) => ask(`/tracks?${query({ status: "failed", cursor, limit: 200 })}`, { signal }),
  track: (track, signal) => ask(`/tracks/${id(track)}`, { signal }),
  similar: (track, options, signal) => ask(`/tracks/${id(track)}/similar?${query(options)}`, { signal }),
  waveform,
  scan: (options) => ask("/library/scans", { method: "POST", body: options }),
  stream: (track, wish = {}) => ROOT + stream(track, wish),
  /** Throws what stands in the way of a track's audio. Not a HEAD: the answer to that would not say why. */
  probe: (track, wish = {}) => {
    const { signal, abort } = stopper(); // what is made on the way has no ranges, and would go on to the end
    return answered(stream(track, wish), { headers: { Range: "bytes=0-0" }, cache: "no-store", signal }).finally(abort);
  },
  events: `${ROOT}/events`,
};
