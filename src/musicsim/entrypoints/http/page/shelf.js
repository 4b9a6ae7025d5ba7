// The list on the left: a folder of the library, what a search found, or what could not be heard.

import { Trouble, api } from "./api.js";
import { byId, h, icon } from "./dom.js";
import { released } from "./hand.js";
import { addRows, trackList } from "./rows.js";
import { status } from "./status.js";
import { t, told } from "./strings.js";
import { empty, ghosts, trouble } from "./states.js";
import { entitle } from "./title.js";

const FOLDER =
  "M3 6.500A1.5 1.5 0 0 1 4.5 5H9l2 2.500h8.500A1.5 1.5 0 0 1 21 9v8.500a1.5 1.5 0 0 1-1.5 1.500h-15A1.5 1.5 0 0 1 3 17.500z";

export const folderAddress = (path) => (path ? `#/folder/${path.split("/").map(encodeURIComponent).join("/")}` : "#/");

class Shelf {
  shown = null; // { path }, { text } or { failed: reason, "" for any }
  answer = ""; // what the server said of it, to tell news from what is known
  more = null;
  extended = false; // whether more than the first page is shown
  loading = new AbortController();

  /** What the search box should hold. */
  get text() {
    return this.shown?.text ?? "";
  }

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
  async renew() {
    if (!this.extended) await this.load({ onlyNews: true });
  }

  /** Load anew what is shown, never while something is pressed; `onlyNews`: touch nothing when it is as it was. */
  async load({ onlyNews = false } = {}) {
    this.loading.abort();
    this.loading = new AbortController();
    const { signal } = this.loading;
    const what = this.shown;
    if (!what) return;
    try {
      const answer = await this.ask(what, null, signal);
      await released();
      if (signal.aborted || what !== this.shown) return;
      const said = JSON.stringify([answer, status.scanning]);
      if (!onlyNews || said !== this.answer) this.fill(what, answer);
      this.answer = said;
    } catch (fault) {
      if (fault.name !== "AbortError" && what === this.shown) this.fail(fault);
    }
  }

  async ask(what, cursor, signal) {
    if ("path" in what) return api.folder(what.path, cursor, signal);
    if ("text" in what) return { folders: [], tracks: await api.search(what.text, cursor, signal) };
    const { items, next } = await api.failed(cursor, signal);
    const wanted = items.filter((track) => !what.failed || track.failure?.reason === what.failed);
    return { folders: [], tracks: { items: wanted, next } };
  }

  fill(what, { folders, tracks }) {
    const body = byId("shelf-body");
    const focused = lineOf(document.activeElement);
    const children = [];
    this.extended = false;
    if (folders.length) children.push(folderList(folders));
    const list = trackList(tracks.items, { label: byId("shelf-title").textContent });
    if (tracks.items.length || tracks.next) children.push(list);
    if (!children.length) children.push(this.nothing(what));
    body.replaceChildren(...children);
    this.continueWith(what, tracks, list);
    this.title();
    this.note(what, folders, tracks);
    if (focused) body.querySelector(focused)?.focus({ preventScroll: true });
  }

  /** Offer the next page, if there is one; its tracks join the queue that the first ones are in. */
  continueWith(what, tracks, list) {
    this.more?.remove();
    this.more = null;
    if (!tracks.next) return;
    const button = h("button.button.more", { type: "button" }, t("more"));
    const note = h("p.warning", { role: "alert" });
    this.more = h("div", button, note);
    button.onclick = async () => {
      button.disabled = true;
      note.textContent = "";
      try {
        const { tracks: then } = await this.ask(what, tracks.next, this.loading.signal);
        if (what !== this.shown) return;
        this.extended = true;
        addRows(list, then.items);
        this.continueWith(what, then, list);
      } catch (fault) {
        button.disabled = false;
        if (fault.name !== "AbortError") note.textContent = told(fault);
      }
    };
    byId("shelf-body").append(this.more);
  }

  nothing(what) {
    if ("text" in what) return empty(t("nothing_found"), t("nothing_found_hint"));
    if ("failed" in what) return empty(t("none_failed"), "");
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
    const { path, text, failed } = this.shown;
    const parts = path ? path.split("/") : [];
    let steps = [[t("library"), "#/"]];
    let name = parts.at(-1) ?? t("library");
    if (text !== undefined) name = t("results", { text });
    else if (failed !== undefined) name = failed ? t(`failure_${failed}`) : t("failed");
    else
      steps = [t("library"), ...parts].slice(0, -1).map((one, i) => [one, folderAddress(parts.slice(0, i).join("/"))]);
    byId("shelf-title").textContent = name;
    byId("crumbs").replaceChildren(
      h(
        "ol",
        steps.map(([one, href]) => h("li", h("a", { href }, one))),
      ),
    );
    byId("crumbs").hidden = !steps.length;
    entitle();
  }

  note(what, folders, tracks) {
    const count = tracks.items.length + folders.reduce((sum, folder) => sum + folder.tracks, 0);
    const words = "text" in what ? (tracks.next ? "found_more" : "found") : "tracks";
    byId("shelf-note").textContent = count && !(tracks.next && words === "tracks") ? t(words, { count }) : "";
  }
}

/** A selector of the link or button that has the focus, so that it can be found in a list that is made anew. */
function lineOf(element) {
  const line = element?.closest?.("#shelf-body .row, #shelf-body .folder");
  if (!line) return null;
  const [key, value] = line.matches(".folder") ? ["folder", line.dataset.folder] : ["track", line.dataset.track];
  return `[data-${key}="${CSS.escape(value)}"] ${element.matches(".tile") ? ".tile" : ".title"}`;
}

function folderList(folders) {
  const rows = folders.map((folder) =>
    h(
      "li.folder",
      { data: { folder: folder.path } },
      icon(FOLDER),
      h("a.title", { href: folderAddress(folder.path) }, folder.name),
      h("span.count", t("tracks", { count: folder.tracks })),
    ),
  );
  return h("ul.folders", { "aria-label": t("folders") }, rows);
}

export const shelf = new Shelf();
