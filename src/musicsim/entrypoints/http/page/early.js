// Before anything is painted: the theme that was chosen, so that the page does not flash.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("musicsim.theme");
  } catch {
    // storage may be switched off: the system's theme it is
  }
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
})();
