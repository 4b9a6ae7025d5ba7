// How the library is doing, live.

import { api } from "./api.js";
import { session } from "./session.js";
import { byId, h, patch } from "./dom.js";
import { languageNow, number, percent, span, t, told } from "./strings.js";

const AGAIN = 3000;

class Status extends EventTarget {
  now = null;
  gone = false;
  source = null;
  problem = ""; // why the server can't tell its status
  fault = null; // what went wrong with the last thing that was asked for here

  get scanning() {
    return this.now?.scan?.status === "running";
  }

  start() {
    byId("status-chip").onclick = () => byId("status-dialog").showModal();
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) this.disconnect(); // browsers allow few connections a server
      else this.connect();
    });
    this.connect();
  }

  /** Follow the events. The browser connects anew by itself, unless the answer was an error. */
  connect() {
    if (this.source || document.hidden) return;
    const source = new EventSource(api.events);
    this.source = source;
    source.addEventListener("status", (event) => this.take(JSON.parse(event.data)));
    source.addEventListener("trouble", (event) => this.worry(JSON.parse(event.data).detail));
    source.addEventListener("error", () => {
      this.lose();
      if (source.readyState !== EventSource.CLOSED) return;
      this.disconnect();
      setTimeout(() => this.again(), AGAIN);
    });
  }

  /** Events do not say why there are none: it may be that nobody is signed in any more. */
  async again() {
    await session.renew().catch(() => {});
    this.connect();
  }

  disconnect() {
    this.source?.close();
    this.source = null;
  }

  take(status) {
    const before = this.now;
    this.now = status;
    this.worry("");
    this.show();
    const differs = (part) => JSON.stringify(part(before)) !== JSON.stringify(part(status));
    if (!before || differs((one) => [one.counts, one.scan?.status])) this.dispatchEvent(new Event("counts"));
    const atWork = (one) => one?.scan?.status === "running" || one?.counts.pending > 0;
    if (atWork(before) && !atWork(status)) this.dispatchEvent(new Event("settled"));
  }

  lose() {
    this.gone = true;
    document.body.classList.add("gone");
    this.tell();
    this.show();
  }

  /** The server answers, if only to say what is wrong with it. */
  worry(problem) {
    const back = this.gone;
    this.gone = false;
    this.problem = problem;
    document.body.classList.remove("gone");
    this.tell();
    if (back) {
      byId("announcer").textContent = t("gone_back");
      this.dispatchEvent(new Event("back"));
    }
    if (!problem) this.dispatchEvent(new Event("alive"));
  }

  /** The bar below the top: the server gone, else what it says of itself, else the last thing that went wrong. */
  tell() {
    const words = this.gone ? t("gone") : this.problem || (this.fault ? told(this.fault, "scan") : "");
    const bar = byId("trouble");
    bar.hidden = !words;
    const away = h("button", { type: "button", "aria-label": t("close"), onclick: () => this.blame(null) }, "×");
    patch(bar, [h("span", words), this.gone || this.problem ? "" : away].filter(Boolean));
  }

  blame(fault) {
    this.fault = fault;
    this.tell();
    this.show();
  }

  async scan(options = {}) {
    this.blame(null);
    try {
      await api.scan(options);
      byId("announcer").textContent = t("scan_started");
    } catch (fault) {
      this.blame(fault);
    }
  }

  /** Put it into words; also after the language changed. What can stay stays: focus, and what a finger is on. */
  show() {
    if (!this.now) return;
    const { counts, scan } = this.now;
    const failed = Object.values(counts.failed).reduce((sum, one) => sum + one, 0);
    const done = counts.present - counts.pending;
    const busy = this.scanning || counts.pending > 0;
    const short = counts.pending
      ? t("listening", { done, all: counts.present })
      : t("tracks", { count: counts.present });
    patch(byId("status-short"), [short]);
    byId("status-chip").classList.toggle("busy", busy && !this.gone);
    byId("status-chip").setAttribute("aria-label", `${t("library")}: ${short}`);
    const fault = this.fault ? h("p.warning", { role: "alert" }, told(this.fault, "scan")) : null;
    patch(
      byId("status-body"),
      [progress(this.now, done, failed), table(counts, failed), scanWords(scan), fault, this.actions(failed)].filter(
        Boolean,
      ),
    );
  }

  actions(failed) {
    const scan = h(
      "button.button.strong",
      { type: "button", disabled: this.scanning, onclick: () => this.scan() },
      t("scan_now"),
    );
    const retry = failed
      ? h(
          "button.button.retry",
          { type: "button", disabled: this.scanning, onclick: () => this.scan({ retry_failed: true }) },
          t("scan_retry"),
        )
      : null;
    return h("div.actions", scan, retry);
  }
}

function progress({ counts, per_minute: rate, eta }, done, failed) {
  if (!counts.present) return null;
  const share = done / counts.present;
  const words = counts.pending
    ? [
        percent(share),
        t("listening", { done, all: counts.present }),
        rate ? t("rate", { rate }) : "",
        eta ? t("eta", { span: span(eta) }) : "",
      ]
    : [failed ? t("listened_but", { count: failed }) : t("listened")];
  return h(
    "div.progress",
    h("span.meter", { "aria-hidden": "true" }, h("span", { style: { "--share": share } })),
    h("p", words.filter(Boolean).join(" · ")),
  );
}

function table(counts, failed) {
  const shown = [
    ["present", counts.present],
    ["analysed", counts.analysed],
    ["pending", counts.pending],
    ["silent", counts.silent],
    ["missing", counts.missing],
    ["failed", failed],
  ];
  const lines = shown
    .filter(([name, count]) => count || name === "present")
    .map(([name, count]) => h("div", h("dt", t(name)), h("dd", number(count))));
  const away = () => byId("status-dialog").close();
  const reasons = Object.entries(counts.failed)
    .filter(([, count]) => count)
    .map(([reason, count]) =>
      h(
        "div.reason",
        h("dt", h("a", { href: `#/failed/${reason}`, onclick: away }, t(`failure_${reason}`))),
        h("dd", number(count)),
      ),
    );
  return h("dl.counts", lines, reasons);
}

function scanWords(scan) {
  if (!scan) return null;
  const problems = scan.problem_count ? h("p.warning", t("scan_problems", { count: scan.problem_count })) : null;
  const error = scan.status === "failed" ? h("p.warning", { lang: "en" }, scan.error) : null;
  return h("div.scan", h("p", scanTitle(scan)), error, problems);
}

function scanTitle(scan) {
  if (scan.status === "running") return t("scan_running", scan);
  if (scan.status === "failed") return t("scan_failed");
  if (scan.status === "interrupted") return t("scan_interrupted");
  const when = new Intl.DateTimeFormat(languageNow(), { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(scan.finished_at),
  );
  const news = ["added", "changed", "moved", "restored", "missing"]
    .filter((name) => scan[name])
    .map((name) => t(`scan_${name}`, { count: scan[name] }));
  return t("scan_done", { when, news: news.join(", ") || t("scan_nothing") });
}

export const status = new Status();
