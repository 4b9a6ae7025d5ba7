// What the page says, in the languages it speaks.

import { en } from "./en.js";
import { fr } from "./fr.js";
import { recall, remember } from "./dom.js";

export const LANGUAGES = { en, fr };

let language = "en";

/** The text under `key`, with {names} filled in; for lists of forms, the one that `count` takes. */
export function t(key, values = {}) {
  let text = LANGUAGES[language][key] ?? en[key] ?? key;
  if (typeof text === "object") text = text[new Intl.PluralRules(language).select(values.count)] ?? text.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name];
    return typeof value === "number" ? number(value) : (value ?? "");
  });
}

/** What went wrong: the server's own words where we speak its language, else by the kind of problem. */
export function told(fault, deed = "") {
  if (!fault.status) return t("gone");
  if (language === "en" && fault.message) return fault.message;
  const key = [`problem_${deed}_${fault.kind}`, `problem_${fault.kind}`].find((one) => one in en);
  return key ? t(key) : fault.message;
}

export const languageNow = () => language;

export function number(value, digits = 0) {
  return new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits })
    .format(value)
    .replace("-", "−");
}

export const percent = (share) => new Intl.NumberFormat(language, { style: "percent" }).format(share);

/** Seconds as "3:07" or "1:02:03". */
export function clock(seconds) {
  if (!Number.isFinite(seconds)) return "–:––";
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const tail = `${hours ? String(minutes).padStart(2, "0") : minutes}:${String(rest).padStart(2, "0")}`;
  return hours ? `${hours}:${tail}` : tail;
}

/** Seconds as one would say them: "about 5 minutes". */
export function span(seconds) {
  if (seconds < 90) return t("seconds", { count: Math.max(1, Math.round(seconds)) });
  if (seconds < 5400) return t("minutes", { count: Math.round(seconds / 60) });
  return t("hours", { count: Math.round(seconds / 3600) });
}

const NAMES = { en: "C C# D Eb E F F# G Ab A Bb B", fr: "Do Do♯ Ré Mi♭ Mi Fa Fa♯ Sol La♭ La Si♭ Si" };

/** A Camelot code as musicians say it: "8A" is "A minor", « La mineur ». */
export function keyName(camelot) {
  const hour = Number.parseInt(camelot, 10);
  const minor = camelot.endsWith("A");
  const relativeMajor = ((hour - 8) * 7 + 84) % 12;
  const tonic = minor ? (relativeMajor + 9) % 12 : relativeMajor;
  const name = NAMES[language].split(" ")[tonic].replace("#", "♯").replace(/b$/, "♭");
  return `${name} ${t(minor ? "minor" : "major")}`;
}

/** Speak `wanted`, or what was chosen before, or what the browser prefers. */
export function speak(wanted) {
  if (wanted) remember("language", wanted);
  const offers = [wanted, recall("language"), ...navigator.languages.map((tag) => tag.slice(0, 2)), "en"];
  language = offers.find((one) => one in LANGUAGES);
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll("[data-t]")) element.textContent = t(element.dataset.t);
  for (const element of document.querySelectorAll("[data-t-label]"))
    element.setAttribute("aria-label", t(element.dataset.tLabel));
  for (const element of document.querySelectorAll("[data-t-placeholder]"))
    element.placeholder = t(element.dataset.tPlaceholder);
}
