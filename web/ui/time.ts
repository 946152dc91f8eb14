import type { Language } from './words.ts'

export type Reader = { language: Language; timeZone: string }

const formats = new Map<string, Intl.DateTimeFormat>()

function format(reader: Reader, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${reader.language}|${reader.timeZone}|${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known
  const locale = reader.language === 'en' ? 'en-GB' : 'zh-CN'
  const made = new Intl.DateTimeFormat(locale, { timeZone: reader.timeZone, hourCycle: 'h23', ...options })
  formats.set(key, made)
  return made
}

/** `14:05` */
export function hourOf(at: string | number, reader: Reader): string {
  return format(reader, { hour: '2-digit', minute: '2-digit' }).format(new Date(at))
}

/** `2026-11-24`, for grouping by day in the reader's zone. */
export function dayKey(at: string | number, reader: Reader): string {
  const parts = format(
    { ...reader, language: 'en' },
    { year: 'numeric', month: '2-digit', day: '2-digit' }
  ).formatToParts(new Date(at))
  const part = (type: string) => parts.find((each) => each.type === type)?.value ?? ''
  return `${part('year')}-${part('month')}-${part('day')}`
}

/** `11月24日 星期二` / `Tue 24 Nov`; the year is added when it is not the year of `nowMs`. */
export function dayOf(at: string | number, reader: Reader, nowMs: number): string {
  const year = dayKey(at, reader).slice(0, 4) === dayKey(nowMs, reader).slice(0, 4) ? undefined : 'numeric'
  return format(reader, {
    ...(year ? { year } : {}),
    month: reader.language === 'en' ? 'short' : 'long',
    day: 'numeric',
    weekday: 'short'
  }).format(new Date(at))
}

/**
 * Short and enough: `14:05` today, `11月23日 14:05` this year, with the year before that. The end of a span that began on
 * another day (`from`) names its day even when that is today.
 */
export function momentOf(at: string | number, reader: Reader, nowMs: number, from?: string | number): string {
  const today = dayKey(nowMs, reader)
  const day = dayKey(at, reader)
  if (day === today && (from === undefined || dayKey(from, reader) === today)) return hourOf(at, reader)
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric'
  const date = format(reader, {
    ...(year ? { year } : {}),
    month: reader.language === 'en' ? 'short' : 'long',
    day: 'numeric'
  }).format(new Date(at))
  return `${date} ${hourOf(at, reader)}`
}

/** Complete and unambiguous, for tooltips and evidence: `2026-11-24 14:05:31 (Asia/Shanghai)`. */
export function instantOf(at: string | number, reader: Reader): string {
  const time = format(reader, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(new Date(at))
  return `${dayKey(at, reader)} ${time} (${reader.timeZone})`
}

/**
 * A length of time in two units at most, rounded down: `2天4小时`, `1小时05分`, `12分`, `45秒`; in English `2 d 4 h`, `1 h 05 min`,
 * `12 min`, `45 s`. The sign is dropped.
 */
export function lengthOf(ms: number, language: Language): string {
  const total = Math.floor(Math.abs(ms) / 1_000)
  const days = Math.floor(total / 86_400)
  const hours = Math.floor((total % 86_400) / 3_600)
  const minutes = Math.floor((total % 3_600) / 60)
  const zh = language === 'zh-CN'
  if (days > 0) return zh ? `${days}天${hours ? `${hours}小时` : ''}` : `${days} d${hours ? ` ${hours} h` : ''}`
  const padded = String(minutes).padStart(2, '0')
  if (hours > 0) {
    if (minutes === 0) return zh ? `${hours}小时` : `${hours} h`
    return zh ? `${hours}小时${padded}分` : `${hours} h ${padded} min`
  }
  if (minutes > 0) return zh ? `${minutes}分钟` : `${minutes} min`
  return zh ? `${total}秒` : `${total} s`
}

/** A countdown as on a wallboard: `12:05` under an hour, else as `lengthOf`. */
export function countdownOf(ms: number, language: Language): string {
  const total = Math.max(0, Math.ceil(ms / 1_000))
  if (total >= 3_600) return lengthOf(total * 1_000, language)
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`
}

/** `刚刚`, `5分钟前`, `2小时后`; beyond a week the date. */
export function relativeOf(at: string | number, reader: Reader, nowMs: number): string {
  const ms = new Date(at).getTime() - nowMs
  const zh = reader.language === 'zh-CN'
  if (Math.abs(ms) < 60_000) return zh ? '刚刚' : 'just now'
  if (Math.abs(ms) >= 7 * 86_400_000) return momentOf(at, reader, nowMs)
  const length = lengthOf(ms, reader.language)
    .replace(/(天|小时)\d+(小时|分)$/, '$1')
    .replace(/( [dh]) \d+ (h|min)$/, '$1')
  if (ms < 0) return zh ? `${length}前` : `${length} ago`
  return zh ? `${length}后` : `in ${length}`
}
