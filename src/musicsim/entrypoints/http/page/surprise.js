// A track at random: walk down the folders, each as likely as it has tracks.

import { api } from "./api.js";

export async function surprise() {
  let path = "";
  for (let depth = 0; depth < 32; depth += 1) {
    const { folders, tracks } = await api.folder(path).catch(() => ({ folders: [], tracks: { items: [] } }));
    let ticket = Math.random() * (tracks.items.length + folders.reduce((sum, folder) => sum + folder.tracks, 0));
    const folder = folders.find((one) => (ticket -= one.tracks) < 0);
    if (!folder) {
      const track = tracks.items[Math.floor(Math.random() * tracks.items.length)];
      if (track) location.hash = `#/track/${encodeURIComponent(track.id)}`;
      return;
    }
    path = folder.path;
  }
}
