import { zoneOf } from '@shouwen/kernels/working-time/index'

const parts = {
  y: '(\\d{4})',
  M: '(\\d{1,2})',
  d: '(\\d{1,2})',
  H: '(\\d{1,2})',
  m: '(\\d{1,2})',
  s: '(\\d{1,2})'
} as const
type Part = keyof typeof parts

/** 2019/2/28 11:25:05 · 2019-02-28 · 2019.2.28 11:25 · 2019年2月28日 11时25分 · 20190228112505, with or without an offset. */
const common =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T\s]+(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})秒?(?:[.,]\d{1,9})?|分)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i
const packed = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/

/**
 * The instant a cell names, epoch ms; undefined when it names none. Without an offset it is a time on the clocks of `timeZone`.
 * `format` (letters y M d H m s, each once) is for orders nobody can guess, such as d/M/y.
 */
export function readInstant(text: string, timeZone: string, format?: string): number | undefined {
  const given = text.normalize('NFKC').trim()
  if (format !== undefined) return byFormat(given, timeZone, format)
  if (/^\d{10}$/.test(given)) return Number(given) * 1000
  if (/^\d{13}$/.test(given)) return Number(given)
  const [, y, M, d, H, m, s, offset] = common.exec(given) ?? packed.exec(given) ?? []
  return y === undefined ? undefined : instant({ y, M, d, H, m, s }, timeZone, offset)
}

/** Whether a format can be used: every letter once, year, month and day among them. */
export function isFormat(format: string): boolean {
  const letters = [...format].filter((letter) => letter in parts)
  return new Set(letters).size === letters.length && ['y', 'M', 'd'].every((letter) => letters.includes(letter))
}

function byFormat(text: string, timeZone: string, format: string): number | undefined {
  const order = [...format].filter((letter): letter is Part => letter in parts)
  const pattern = [...format]
    .map((letter) => parts[letter as Part] ?? letter.replace(/[^\p{L}\p{N}]/gu, '\\$&'))
    .join('')
  const found = new RegExp(`^${pattern}$`).exec(text)
  if (!found) return undefined
  return instant(Object.fromEntries(order.map((part, at) => [part, found[at + 1]])), timeZone)
}

function instant(
  given: Partial<Record<Part, string | undefined>>,
  timeZone: string,
  offset?: string
): number | undefined {
  const [y, M, d] = [Number(given.y), Number(given.M), Number(given.d)]
  const [H, m, s] = [Number(given.H ?? 0), Number(given.m ?? 0), Number(given.s ?? 0)]
  const wall = Date.UTC(y, M - 1, d, H, m, s)
  const back = new Date(wall)
  if (y < 1970 || y > 2200 || back.getUTCMonth() !== M - 1 || back.getUTCDate() !== d || H > 23 || m > 59 || s > 59)
    return undefined
  if (offset === undefined) return zoneOf(timeZone).instantOf(wall)
  if (/^z$/i.test(offset)) return wall
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(offset) ?? []
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000
  return wall - (sign === '-' ? -ahead : ahead)
}
