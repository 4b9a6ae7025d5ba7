// The theme that was chosen, else the system's: the attribute is what all styles go by.
;(() => {
  let chosen = null
  try {
    chosen = JSON.parse(localStorage.getItem('musicsim.preferences') ?? '{}').state?.theme
  } catch {}
  const dark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  document.documentElement.dataset.theme = dark ? 'dark' : 'light'
})()
