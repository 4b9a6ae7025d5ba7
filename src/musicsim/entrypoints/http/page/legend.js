// How to read the tiles.

import { h } from "./dom.js";
import { t } from "./strings.js";
import { dress } from "./tiles.js";

const KEYS = [
  { camelot: "8B", bpm: 100 },
  { camelot: "9B", bpm: 100 },
  { camelot: "10B", bpm: 100 },
];
const TEMPI = [
  { camelot: "3B", bpm: 60 },
  { camelot: "3B", bpm: 110 },
  { camelot: "3B", bpm: 180 },
];

const swatches = (tracks) => tracks.map((track) => dress(h("span.tile"), track));

export function legend() {
  return h(
    "ul.legend",
    [
      [KEYS, "legend_key"],
      [TEMPI, "legend_tempo"],
    ].map(([tracks, words]) =>
      h("li", h("span.swatches", { "aria-hidden": "true" }, swatches(tracks)), h("span", t(words))),
    ),
  );
}
