// The list on the left: a folder of the library, or what a search found.

import { Trouble, api } from "./api.js";
import { byId, h, icon } from "./dom.js";
import { trackList } from "./rows.js";
import { status } from "./status.js";
import { t } from "./strings.js";
import { empty, ghosts, trouble } from "./states.js";

const FOLDER =
  "M3 6.500A1.5 1.5 0 0 1 4.5 5H9l2 2.500h8.500A1.5 1.5 0 0 1 21 9v8.500a1.5 1.5 0 0 1-1.5 1.500h-15A1.5 1.5 0 0 1 3 17.500z";

export const folderAddress = (path) => (path ? `#/folder/${path.split("/").map(encodeURIComponent).join("/")}` : "#/");

class Shelf {
  shown = null; // { path } or { text }
  more = null;
  extended = false; // whether more than the first page is shown
  loading = new AbortController();

  /** Show a folder or a search, unless it is shown already. */
  async show(what) {
    if (JSON.stringify(what) === JSON.stringify(this.shown)) return;
    this.shown = what;
    this.title();
    byId("shelf-note").textContent = "";
    byId("shelf-body").replaceChildren(ghosts(6));
    byId("shelf").scrollTop = 0;
    await this.load();
  }

  /** News from the library; whoever is far down a long list is left where they are. */
  renew() {
    if (!this.extended) this.load();
  }

  /** Load anew what is shown. */
  async load() {
    this.loading.abort();
    this.loading = new AbortController();
    const what = this.shown;
    if (!what) return;
    this.extended = false;
    try {
      const answer = await this.ask(what, null, this.loading.signal);
      if (what === this.shown) this.fill(what, answer);
    } catch (fault) {
      if (fault.name !== "AbortError" && what === this.shown) this.fail(fault);
    }
  }

  ask(what, cursor, signal) {
    if ("text" in what) return api.search(what.text, cursor, signal).then((tracks) => ({ folders: [], tracks }));
    return api.folder(what.path, cursor, signal);
  }

  fill(what, { folders, tracks }) {
    const body = byId("shelf-body");
    const focused = document.activeElement?.closest?.("#shelf-body [data-track]")?.dataset.track;
    const children = [];
    if (folders.length) children.push(folderList(folders));
    if (tracks.items.length) children.push(trackList(tracks.items, { label: byId("shelf-title").textContent }));
    if (!children.length) children.push(this.nothing(what));
    body.replaceChildren(...children);
    this.continueWith(what, tracks);
    this.title();
    this.note(what, folders, tracks);
    if (focused) body.querySelector(`[data-track="${CSS.escape(focused)}"] .title`)?.focus();
  }

  continueWith(what, tracks) {
    this.more?.remove();
    if (!tracks.next) return;
    const list = byId("shelf-body").querySelector(".tracks:last-of-type");
    this.more = h("button.button.more", { type: "button" }, t("more"));
    this.more.onclick = async () => {
      this.more.disabled = true;
      const answer = await this.ask(what, tracks.next, this.loading.signal).catch(() => null);
      if (!answer || what !== this.shown) return;
      this.extended = true;
      const all = [...tracks.items, ...answer.tracks.items];
      list.append(...trackList(all).querySelectorAll(`.row:nth-child(n + ${tracks.items.length + 1})`));
      this.continueWith(what, { items: all, next: answer.tracks.next });
    };
    byId("shelf-body").append(this.more);
  }

  nothing(what) {
    if ("text" in what) return empty(t("nothing_found"), t("nothing_found_hint"));
    if (status.scanning) return empty(t("empty"), t("empty_scanning"));
    return empty(
      t("empty"),
      t("empty_hint"),
      h("button.button", { type: "button", onclick: () => status.scan() }, t("scan_now")),
    );
  }

  fail(fault) {
    const missing = fault instanceof Trouble && fault.status === 404;
    if (missing && !this.shown.path) {
      this.fill(this.shown, { folders: [], tracks: { items: [], next: null } });
      return;
    }
    byId("shelf-body").replaceChildren(trouble(fault, () => this.load()));
  }

  title() {
    const { path, text } = this.shown;
    const parts = path ? path.split("/") : [];
    const names = ["text" in this.shown ? t("results", { text }) : t("library"), ...parts];
    byId("shelf-title").textContent = names.at(-1);
    const steps =
      "text" in this.shown
        ? [[t("library"), "#/"]]
        : names.slice(0, -1).map((name, i) => [name, folderAddress(parts.slice(0, i).join("/"))]);
    byId("crumbs").replaceChildren(
      h(
        "ol",
        steps.map(([name, href]) => h("li", h("a", { href }, name))),
      ),
    );
    byId("crumbs").hidden = !steps.length;
  }

  note(what, folders, tracks) {
    const count = tracks.items.length + folders.reduce((sum, folder) => sum + folder.tracks, 0);
    const words = "text" in what ? (tracks.next ? "found_more" : "found") : "tracks";
    byId("shelf-note").textContent = count && !(tracks.next && words === "tracks") ? t(words, { count }) : "";
  }
}

function folderList(folders) {
  const rows = folders.map((folder) =>
    h(
      "li.folder",
      icon(FOLDER),
      h("a.title", { href: folderAddress(folder.path) }, folder.name),
      h("span.count", t("tracks", { count: folder.tracks })),
    ),
  );
  return h("ul.folders", { "aria-label": t("folders") }, rows);
}

export const shelf = new Shelf();
