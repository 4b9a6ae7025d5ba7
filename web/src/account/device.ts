const BROWSERS: readonly [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/SamsungBrowser\//, 'Samsung Internet'],
  [/Firefox\/|FxiOS\//, 'Firefox'],
  [/Chrome\/|CriOS\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux|X11/, 'Linux'],
]

const named = (names: readonly [RegExp, string][], text: string) => names.find(([mark]) => mark.test(text))?.[1]

/** What a browser says of itself, in the words of its owner: "Firefox · Linux"; the program's own words for others. */
export function device(userAgent: string): string {
  const parts = [named(BROWSERS, userAgent), named(SYSTEMS, userAgent)].filter(Boolean)
  return parts.join(' · ') || userAgent.split(' ')[0] || ''
}

/** Whether it fits into a pocket. */
export function isMobile(userAgent: string): boolean {
  return /Mobile|Android|iPhone|iPad/.test(userAgent)
}
