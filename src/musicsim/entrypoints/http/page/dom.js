// Small tools for making elements.

/** An element: `h("button.chip", { onclick }, "text", child)`. Properties, then attributes for what is none. */
export function h(name, ...rest) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag || "div");
  element.classList.add(...classes);
  const [first, ...children] = isProperties(rest[0]) ? rest : [{}, ...rest];
  for (const [key, value] of Object.entries(first)) set(element, key, value);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function isProperties(value) {
  return value !== null && typeof value === "object" && !(value instanceof Node) && !Array.isArray(value);
}

function set(element, key, value) {
  if (value === undefined || value === null || value === false) return;
  if (key === "style") for (const [name, one] of Object.entries(value)) element.style.setProperty(name, one);
  else if (key === "data") Object.assign(element.dataset, value);
  else if (key in element && !key.startsWith("aria")) element[key] = value;
  else element.setAttribute(key, value === true ? "" : value);
}

/** A picture out of one path of a 24 × 24 drawing. */
export function icon(path, kind = "") {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  if (kind) svg.setAttribute("class", kind);
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export const PLAY = "M8 4.5v15L20 12z";
export const PAUSE = "M6.5 5H10v14H6.500zM14 5h3.500v14H14z";
export const EXPLORE =
  "M12 5.500a6.5 6.5 0 0 1 6.5 6.500M12 18.500A6.5 6.5 0 0 1 5.5 12M12 1.800A10.2 10.2 0 0 1 22.2 12M12 22.200A10.2 10.2 0 0 1 1.8 12";

/** Make `host` hold what `fresh` are, keeping each element that can stay, so that focus and pointers stay on it. */
export function patch(host, fresh) {
  const old = [...host.childNodes];
  fresh.forEach((one, place) => {
    const there = old[place];
    if (there === undefined) host.append(one);
    else if (typeof one === "string" || one.nodeType === Node.TEXT_NODE) {
      if (there.nodeType !== Node.TEXT_NODE) there.replaceWith(one);
      else if (there.data !== (one.data ?? one)) there.data = one.data ?? one;
    } else if (there.nodeName !== one.nodeName || there.className !== one.className) there.replaceWith(one);
    else {
      copyAttributes(there, one);
      patch(there, [...one.childNodes]);
    }
  });
  for (const one of old.slice(fresh.length)) one.remove();
}

function copyAttributes(there, one) {
  for (const name of new Set([...there.getAttributeNames(), ...one.getAttributeNames()])) {
    if (there.getAttribute(name) === one.getAttribute(name)) continue;
    if (name === "style") there.style.cssText = one.style.cssText; // as an attribute the page's policy forbids it
    else if (one.hasAttribute(name)) there.setAttribute(name, one.getAttribute(name));
    else there.removeAttribute(name);
  }
}

export const byId = (id) => document.getElementById(id);

/** Calls `action` once things have been quiet for `ms`; `cancel()` takes a call that waits back. */
export function calmly(ms, action) {
  let timer = 0;
  const calm = (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), ms);
  };
  calm.cancel = () => clearTimeout(timer);
  return calm;
}

/** Something small that is remembered between visits; storage may be switched off. */
export function recall(name) {
  try {
    return JSON.parse(localStorage.getItem(`musicsim.${name}`));
  } catch {
    return null;
  }
}

export function remember(name, value) {
  try {
    localStorage.setItem(
      `musicsim.${name}`,
      typeof value === "string" && name === "theme" ? value : JSON.stringify(value),
    );
  } catch {
    // then it is forgotten
  }
}
