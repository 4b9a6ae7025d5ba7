// A track at random: walk down the folders, each as likely as it has tracks.

import { api } from "./api.js";
import { h } from "./dom.js";
import { status } from "./status.js";
import { t, told } from "./strings.js";

/** The address of a track at random; null when there is none. */
async function draw() {
  let path = "";
  for (let depth = 0; depth < 32; depth += 1) {
    const { folders, tracks } = await api.folder(path);
    let ticket = Math.random() * (tracks.items.length + folders.reduce((sum, folder) => sum + folder.tracks, 0));
    const folder = folders.find((one) => (ticket -= one.tracks) < 0);
    if (!folder) {
      const track = tracks.items[Math.floor(Math.random() * tracks.items.length)];
      return track ? `#/track/${encodeURIComponent(track.id)}` : null;
    }
    path = folder.path;
  }
  return null;
}

/** A button that leads to a track at random, and a line that tells when it can't. */
export function surprise() {
  const note = h("p.warning", { role: "alert" });
  const button = h("button.button.strong.surprise", { type: "button" }, t("surprise"));
  button.onclick = async () => {
    note.textContent = "";
    try {
      const address = await draw();
      if (address) location.hash = address;
    } catch (fault) {
      note.textContent = told(fault);
    }
  };
  allow(button);
  return [button, note];
}

function allow(button) {
  button.disabled = !(status.now?.counts.present > 0);
}

status.addEventListener("counts", () => {
  for (const button of document.querySelectorAll(".surprise")) allow(button);
});
