// How the library is doing, live.

import { api } from "./api.js";
import { byId, h } from "./dom.js";
import { languageNow, number, percent, span, t } from "./strings.js";

const AGAIN = 3000;

class Status extends EventTarget {
  now = null;
  gone = false;

  get scanning() {
    return this.now?.scan?.status === "running";
  }

  start() {
    byId("status-chip").onclick = () => byId("status-dialog").showModal();
    this.connect();
  }

  /** Follow the events. The browser connects anew by itself, unless the answer was an error. */
  connect() {
    const source = new EventSource(api.events);
    source.addEventListener("status", (event) => this.take(JSON.parse(event.data)));
    source.addEventListener("trouble", (event) => this.warn(JSON.parse(event.data).detail));
    source.addEventListener("error", () => {
      this.lose();
      if (source.readyState === EventSource.CLOSED) setTimeout(() => this.connect(), AGAIN);
    });
  }

  take(status) {
    const before = this.now;
    this.now = status;
    this.recover();
    this.show();
    if (before && JSON.stringify(before.counts) !== JSON.stringify(status.counts))
      this.dispatchEvent(new Event("counts"));
    else if (before && before.scan?.status !== status.scan?.status) this.dispatchEvent(new Event("counts"));
  }

  lose() {
    this.gone = true;
    document.body.classList.add("gone");
    this.warn(t("gone"));
    this.show();
  }

  recover() {
    const back = this.gone;
    this.gone = false;
    document.body.classList.remove("gone");
    byId("trouble").hidden = true;
    if (back) {
      byId("announcer").textContent = t("gone_back");
      this.dispatchEvent(new Event("back"));
    }
  }

  warn(words) {
    byId("trouble").textContent = words;
    byId("trouble").hidden = false;
  }

  async scan(options = {}) {
    try {
      await api.scan(options);
      byId("announcer").textContent = t("scan_started");
    } catch (fault) {
      this.warn(fault.status ? fault.message : t("gone"));
    }
  }

  /** Put it into words; also after the language changed. */
  show() {
    if (!this.now) return;
    const { counts, scan } = this.now;
    const failed = Object.values(counts.failed).reduce((sum, one) => sum + one, 0);
    const done = counts.present - counts.pending;
    const busy = this.scanning || counts.pending > 0;
    const short = counts.pending
      ? t("listening", { done, all: counts.present })
      : t("tracks", { count: counts.present });
    byId("status-short").textContent = short;
    byId("status-chip").classList.toggle("busy", busy && !this.gone);
    byId("status-chip").setAttribute("aria-label", `${t("library")}: ${short}`);
    byId("status-body").replaceChildren(
      ...[progress(this.now, done), table(counts, failed), scanWords(scan), this.actions(failed)].filter(Boolean),
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
          "button.button",
          { type: "button", disabled: this.scanning, onclick: () => this.scan({ retry_failed: true }) },
          t("scan_retry"),
        )
      : null;
    return h("div.actions", scan, retry);
  }
}

function progress({ counts, per_minute: rate, eta }, done) {
  if (!counts.present) return null;
  const share = done / counts.present;
  const words = counts.pending
    ? [
        t("listening", { done, all: counts.present }),
        rate ? t("rate", { rate }) : "",
        eta ? t("eta", { span: span(eta) }) : "",
      ]
    : [t("listened")];
  return h(
    "div.progress",
    h("span.meter", { "aria-hidden": "true" }, h("span", { style: { "--share": share } })),
    h("p", [percent(share), ...words].filter(Boolean).join(" · ")),
  );
}

function table(counts, failed) {
  const shown = [
    ["present", counts.present],
    ["analysed", counts.analysed],
    ["pending", counts.pending],
    ["silent", counts.silent],
    ["failed", failed],
    ["missing", counts.missing],
  ];
  const lines = shown
    .filter(([name, count]) => count || name === "present")
    .map(([name, count]) => h("div", h("dt", t(name)), h("dd", number(count))));
  const reasons = Object.entries(counts.failed).map(([reason, count]) =>
    h("div.reason", h("dt", t(`failure_${reason}`)), h("dd", number(count))),
  );
  return h("dl.counts", lines, reasons);
}

function scanWords(scan) {
  if (!scan) return null;
  const problems = scan.problem_count ? h("p.warning", t("scan_problems", { count: scan.problem_count })) : null;
  const error = scan.status === "failed" ? h("p.warning", scan.error) : null;
  return h("div.scan", h("p", scanTitle(scan)), error, problems);
}

function scanTitle(scan) {
  if (scan.status === "running") return t("scan_running", scan);
  if (scan.status === "failed") return t("scan_failed");
  if (scan.status === "interrupted") return t("scan_interrupted");
  const when = new Intl.DateTimeFormat(languageNow(), { dateStyle: "medium", timeStyle: "short" }).format(
    new Date(scan.finished_at),
  );
  return t("scan_done", { ...scan, when });
}

export const status = new Status();
