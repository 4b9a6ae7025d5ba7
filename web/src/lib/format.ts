import i18next from 'i18next'

/** "3:07", "1:02:30"; "–:––" for what is not known. */
export function clock(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return '–:––'
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const end = `${minutes.toString().padStart(hours ? 2 : 1, '0')}:${rest.toString().padStart(2, '0')}`
  return hours ? `${hours}:${end}` : end
}

/** "2 h 5 min", "12 min", "40 s". */
export function span(seconds: number): string {
  const minutes = Math.round(seconds / 60)
  if (seconds < 60) return `${Math.round(seconds)} s`
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

export function count(number: number): string {
  return new Intl.NumberFormat(i18next.language).format(number)
}

export function percent(share: number): string {
  return new Intl.NumberFormat(i18next.language, { style: 'percent', maximumFractionDigits: 0 }).format(share)
}

export function bytes(size: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, size)) / 3)))
  return new Intl.NumberFormat(i18next.language, {
    style: 'unit',
    unit: units[power],
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(size / 1000 ** power)
}

export function day(moment: string): string {
  return new Intl.DateTimeFormat(i18next.language, { dateStyle: 'medium' }).format(new Date(moment))
}

export function dayAndTime(moment: string): string {
  return new Intl.DateTimeFormat(i18next.language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(moment))
}

/** "3 hours ago", "yesterday". */
export function ago(moment: string, now: number = Date.now()): string {
  const seconds = (new Date(moment).getTime() - now) / 1000
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ['year', 31_557_600],
    ['month', 2_629_800],
    ['week', 604_800],
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ]
  const relative = new Intl.RelativeTimeFormat(i18next.language, { numeric: 'auto' })
  const step = steps.find(([, length]) => Math.abs(seconds) >= length)
  return step ? relative.format(Math.round(seconds / step[1]), step[0]) : relative.format(0, 'minute')
}

/** "4.2" */
export function decimal(value: number): string {
  return new Intl.NumberFormat(i18next.language, { maximumFractionDigits: 1 }).format(value)
}
