// Colour by key: neighbours on the Camelot wheel, which mix well, have neighbouring hues; minor is deeper.

import { h } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export const hue = (camelot) => (Number.parseInt(camelot, 10) * 30 + 160) % 360;
export const isMinor = (camelot) => camelot.endsWith("A");

/** Codes that mix well with one: itself, its neighbours, its relative. */
export function compatible(camelot) {
  const hour = Number.parseInt(camelot, 10);
  const mode = camelot.at(-1);
  const near = (step) => `${((hour - 1 + step + 12) % 12) + 1}${mode}`;
  return [camelot, near(1), near(-1), `${hour}${mode === "A" ? "B" : "A"}`];
}

/** Dress an element as a track's tile: hue by key, stripes by tempo; plain while neither is known. */
export function dress(element, track) {
  element.classList.toggle("unheard", !track.camelot);
  if (track.camelot) {
    element.style.setProperty("--hue", hue(track.camelot));
    element.style.setProperty("--depth", isMinor(track.camelot) ? "0.5" : "0.68");
  }
  element.style.setProperty("--stripe", `${Math.max(3, Math.min(14, 720 / (track.bpm || 120)))}px`);
  return element;
}

/** A key's badge: its Camelot code behind a dot of its colour. */
export function badge(camelot, name) {
  const dot = h("span.dot", {
    "aria-hidden": "true",
    style: { "--hue": hue(camelot), "--depth": isMinor(camelot) ? "0.5" : "0.68" },
  });
  return h("span.badge", { title: name }, dot, camelot);
}

function sector(inner, outer, from, to) {
  const at = (radius, turn) => {
    const angle = (turn - 0.25) * 2 * Math.PI;
    return `${(100 + radius * Math.cos(angle)).toFixed(2)} ${(100 + radius * Math.sin(angle)).toFixed(2)}`;
  };
  return `M${at(outer, from)}A${outer} ${outer} 0 0 1 ${at(outer, to)}L${at(inner, to)}A${inner} ${inner} 0 0 0 ${at(inner, from)}Z`;
}

/** The Camelot wheel with a track's key lit, those that match it glowing, and its tempo in the middle. */
export function wheel(camelot, middle = "", below = "") {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 200 200");
  svg.setAttribute("class", "wheel");
  svg.setAttribute("aria-hidden", "true");
  const matching = camelot ? compatible(camelot) : [];
  for (const mode of "BA") {
    for (let hour = 1; hour <= 12; hour += 1) {
      const code = `${hour}${mode}`;
      const path = document.createElementNS(SVG, "path");
      const [inner, outer] = mode === "B" ? [78, 97] : [56, 75];
      path.setAttribute("d", sector(inner, outer, (hour - 0.46) / 12, (hour + 0.46) / 12));
      path.style.setProperty("--hue", hue(code));
      path.style.setProperty("--depth", isMinor(code) ? "0.5" : "0.68");
      path.setAttribute(
        "class",
        code === camelot ? "own" : matching.includes(code) ? "matching" : camelot ? "other" : "idle",
      );
      svg.append(path);
    }
  }
  for (const [text, y, kind] of [
    [middle, 106, "big"],
    [below, 128, "small"],
  ]) {
    const label = document.createElementNS(SVG, "text");
    label.setAttribute("x", "100");
    label.setAttribute("y", y);
    label.setAttribute("class", kind);
    label.textContent = text;
    svg.append(label);
  }
  return svg;
}
