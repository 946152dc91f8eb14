import { countdownOf } from '#ui/time.ts'

/** A figure as it stands on the board: shares with one decimal, seconds as a clock; a dash where there is nothing to measure. */
export function shown(value: number | null, unit: 'contacts' | 'people' | 'seconds' | 'share', language: 'zh-CN' | 'en'): string {
  if (value === null) return '—'
  // Never rounds a missed target up: 84.96 % is 84.9 %.
  if (unit === 'share') return `${(Math.floor(value * 1000 + 1e-9) / 10).toFixed(1)}%`
  if (unit === 'seconds') return countdownOf(Math.round(value) * 1000, language)
  return new Intl.NumberFormat(language).format(value)
}

/** Words of the rulebook stand in sentences; alone they begin with a capital. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
