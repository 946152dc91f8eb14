import { fold } from './fold.ts'

/** The classes of personal data that are shown in part unless a purpose is stated. */
export type MaskClass = 'phone' | 'id-number' | 'address' | 'name' | 'email'

/** Masks one value by its class; see the function of each class for what stays visible. */
export function mask(value: string, maskClass: MaskClass): string {
  return masks[maskClass](value)
}

/** Mobile: first three and last four digits (138****5678). Fixed line: area code and last two (0731-*****21). Others: last two. */
export function maskPhone(value: string): string {
  const digits = fold(value).replace(/\D/g, '')
  const mobile = /^(?:86)?(1\d{2})\d{4}(\d{4})$/.exec(digits)
  if (mobile) return `${mobile[1]}****${mobile[2]}`
  const fixed = /^(0(?:10|2\d|[3-9]\d{2}))(\d{5,6})(\d{2})$/.exec(digits)
  if (fixed) return `${fixed[1]}-*****${fixed[3]}`
  return digits.length > 4 ? `****${digits.slice(-2)}` : hidden(value)
}

/** First three and last two of an 18- or 15-digit identity number; the birthday and the order number disappear. Other documents: last two. */
export function maskIdNumber(value: string): string {
  const id = fold(value)
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toUpperCase()
  if (/^\d{17}[\dX]$|^\d{15}$/.test(id)) return `${id.slice(0, 3)}${'*'.repeat(id.length - 5)}${id.slice(-2)}`
  return id.length > 5 ? `****${id.slice(-2)}` : hidden(value)
}

/** Down to the county or district; the street, building and room disappear. */
export function maskAddress(value: string): string {
  if (value.trim() === '') return ''
  const known = toCounty.exec(value.trim())?.[0] ?? ''
  return `${known}****`
}

/**
 * A county counts only after a province or city, and nothing that names a street, village or estate may stand
 * before it: “幸福小区” and “路口超市” say where somebody lives.
 */
const toCounty =
  /^(?=[^路街巷号栋村]{1,12}?(?:省|自治区|市|自治州))(?:[^路街巷号栋村市]{2,8}?(?:省|自治区))?(?:[^路街巷号栋村超]{1,10}?(?:市|自治州|地区|盟))?(?:[^路街巷号栋村超]{1,8}?(?:(?<![小社园])区|县|旗|市))?/u

/** Surname only (张*, 欧阳**); for names in letters the first letter of each word. */
export function maskName(value: string): string {
  const name = value.trim()
  if (/^[\p{Script=Latin}]/u.test(name)) return name.replace(/(\p{L})[\p{L}\p{M}'’.-]*/gu, '$1***')
  const characters = [...name]
  if (characters.length < 2) return hidden(value)
  const visible = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join('')) ? 2 : 1
  return characters.slice(0, visible).join('') + '*'.repeat(characters.length - visible)
}

/** First character and the domain (w***@example.com). */
export function maskEmail(value: string): string {
  const at = value.lastIndexOf('@')
  if (at < 1) return hidden(value)
  return `${[...value][0]}***${value.slice(at)}`
}

/** Of a value that does not have the form of its class nothing is shown, not even its length. */
function hidden(value: string): string {
  return value.trim() === '' ? '' : '****'
}

const compoundSurnames = new Set(
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 端木 长孙 宇文 轩辕 南宫 百里 呼延 闻人 申屠 太史 澹台 独孤 钟离 濮阳 公冶 宗政 赫连 拓跋'.split(
    ' '
  )
)

const masks: Record<MaskClass, (value: string) => string> = {
  phone: maskPhone,
  'id-number': maskIdNumber,
  address: maskAddress,
  name: maskName,
  email: maskEmail
}
