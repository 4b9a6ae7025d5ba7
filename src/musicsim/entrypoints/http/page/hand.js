// Whether something is being pressed, what happens too often, and what is too long to be read.

let held = false;
let waiting = [];

function release() {
  held = false;
  setTimeout(() => {
    // after the click that follows
    if (held) return;
    for (const go of waiting) go();
    waiting = [];
  });
}

/** Once no button and no finger is down: what is under it must not be exchanged. */
export const released = () => (held ? new Promise((go) => waiting.push(go)) : Promise.resolve());

/** Calls `action` at once, then at most every `ms`; the last call is never lost. */
export function seldom(ms, action) {
  let last = Number.NEGATIVE_INFINITY;
  let timer = 0;
  return () => {
    if (timer) return;
    const go = () => {
      timer = 0;
      last = performance.now();
      action();
    };
    timer = setTimeout(go, Math.max(0, last + ms - performance.now()));
  };
}

/** Names that do not fit are told whole where one points. */
function spell({ target }) {
  const name = target.closest?.(".title, .sub, .names > *, .count, #status-short");
  if (name && !name.title && name.scrollWidth > name.clientWidth) name.title = name.textContent;
}

export function watch() {
  addEventListener("pointerdown", () => (held = true), true);
  for (const end of ["pointerup", "pointercancel", "blur", "dragend"]) addEventListener(end, release, true);
  for (const come of ["pointerover", "focusin"]) document.addEventListener(come, spell);
}
