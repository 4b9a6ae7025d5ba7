// What sounds like a track, with a few ways to ask more precisely.

import { api } from "./api.js";
import { byId, calmly, h, recall, remember } from "./dom.js";
import { trackList } from "./rows.js";
import { empty, ghosts, trouble } from "./states.js";
import { t } from "./strings.js";
import { compatible } from "./tiles.js";

const TEMPO_ROOM = 0.08;

class Similar {
  choices = { otherArtists: false, nearTempo: false, nearKey: false, variety: 0, ...recall("choices") };
  seed = null;
  tracks = [];

  /** The tracks that go on after `track`, when it is the one that was asked about. */
  tracksFor(track) {
    return this.seed === track.id ? this.tracks : [];
  }

  show(host, track, signal) {
    this.seed = track.id;
    this.tracks = [];
    const body = h("div.hits");
    host.replaceChildren(
      h("h3", { id: "similar-title" }, t("similar")),
      this.filters(
        track,
        calmly(120, () => this.load(body, track, signal)),
      ),
      body,
    );
    return this.load(body, track, signal);
  }

  async load(body, track, signal) {
    if (!body.querySelector(".tracks")) body.replaceChildren(ghosts(6));
    body.setAttribute("aria-busy", "true");
    try {
      const answer = await api.similar(track.id, this.options(track), signal);
      if (this.seed !== track.id) return;
      this.tracks = answer.items.map((hit) => hit.track);
      body.replaceChildren(...this.answer(answer));
      byId("announcer").textContent = t("similar_count", { count: this.tracks.length });
    } catch (fault) {
      if (fault.name !== "AbortError" && this.seed === track.id)
        body.replaceChildren(trouble(fault, () => this.load(body, track, signal)));
    }
    body.removeAttribute("aria-busy");
  }

  answer({ copies, items }) {
    const parts = [];
    if (copies.length)
      parts.push(h("div.own-copies", h("h4", t("own_copies")), trackList(copies, { label: t("own_copies") })));
    parts.push(
      items.length
        ? trackList(this.tracks, { hits: items, label: t("similar") })
        : empty(t("similar_none"), t("similar_none_hint")),
    );
    return parts;
  }

  options(track) {
    const { otherArtists, nearTempo, nearKey, variety } = this.choices;
    return {
      limit: 20,
      diversity: variety / 100,
      same_artist: otherArtists ? "false" : null,
      bpm_min: nearTempo && track.bpm ? (track.bpm * (1 - TEMPO_ROOM)).toFixed(1) : null,
      bpm_max: nearTempo && track.bpm ? (track.bpm * (1 + TEMPO_ROOM)).toFixed(1) : null,
      key: nearKey && track.camelot ? compatible(track.camelot) : null,
    };
  }

  filters(track, changed) {
    const tick = (name, words, usable) => {
      const box = h("input", { type: "checkbox", checked: this.choices[name], disabled: !usable });
      box.onchange = () => this.choose(name, box.checked, changed);
      return h("label.tick", box, h("span", words));
    };
    const variety = h("input", { type: "range", min: "0", max: "80", step: "10", value: String(this.choices.variety) });
    variety.oninput = () => this.choose("variety", variety.valueAsNumber, changed);
    return h(
      "fieldset.filters",
      h("legend", t("filters")),
      tick("otherArtists", t("other_artists"), Boolean(track.artist)),
      tick("nearTempo", t("near_tempo"), Boolean(track.bpm)),
      tick("nearKey", t("near_key"), Boolean(track.camelot)),
      h("label.slide", h("span", t("variety")), variety),
    );
  }

  choose(name, value, changed) {
    this.choices = { ...this.choices, [name]: value };
    remember("choices", this.choices);
    changed();
  }
}

export const similar = new Similar();
