import { instantOf, type Reader } from '#ui/time.ts'

// The checks of the rulebook speak English; these are the sentences editors meet most, for those who read Chinese.
const sentences: readonly [RegExp, (...parts: string[]) => string][] = [
  [/^no calendar is called (.+)$/, (name) => `没有名为 ${name} 的日历`],
  [/^no event is called (.+)$/, (name) => `没有名为 ${name} 的事件`],
  [/^no pause reason is called (.+)$/, (name) => `没有名为 ${name} 的暂停理由`],
  [
    /^the event (.+) is not recorded yet: the clause can only be prepared$/,
    (name) => `事件 ${name} 尚未记录，条款只能是 prepared`
  ],
  [/^the reason (.+) is our own and pauses no clock$/, (name) => `${name} 是内部原因，不能暂停计时`],
  [/^(.+) both stops and voids$/, (name) => `${name} 不能既止算又作废`],
  [/^row (.+) gives no duration$/, (row) => `行 ${row} 没有给出时限`],
  [
    /^row (.+) never decides(?:: (.+) come first)?$/,
    (row, behind) => `行 ${row} 永远轮不到${behind ? `，被 ${behind} 挡在前面` : ''}`
  ],
  [/^rows (.+) and (.+) both fit (.+)$/, (one, other, at) => `行 ${one} 与 ${other} 同时适用于 ${at}`],
  [/^no row answers (.+)$/, (at) => `没有行适用于 ${at}`],
  [/^effective: it ends before it begins$/, () => '有效期的结束早于开始'],
  [/^\/id the id is (.+) and cannot be changed$/, (id) => `标识是 ${id}，不能修改`],
  [/^(\/\S+|the whole) must have required property '(.+)'$/, (at, name) => `${placeOf(at)}缺少 ${name}`],
  [/^(\/\S+|the whole) must NOT have additional properties \((.+)\)$/, (at, name) => `${placeOf(at)}不应有 ${name}`],
  [/^(\/\S+) must be equal to one of the allowed values$/, (at) => `${placeOf(at)}不在允许的取值之内`],
  [/^(\/\S+) must be (\w+)$/, (at, type) => `${placeOf(at)}应为 ${type}`],
  [/^(\/\S+) must match pattern "(.+)"$/, (at) => `${placeOf(at)}写法不正确`],
  [/^(.+?): (.+) instead of (.+)$/, (what, got, wanted) => `${what}：算得 ${got}，应为 ${wanted}`]
]

const placeOf = (at: string | undefined) =>
  at === undefined || at === 'the whole' ? '条款' : `${at.slice(1).replaceAll('/', ' › ')} `

/** A fault as its reader may understand it: instants by the reader's clock, and in Chinese what we have words for. */
export function faultWords(fault: string, reader: Reader): string {
  const local = fault.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, (at) => instantOf(at, reader).slice(0, 19))
  if (reader.language === 'en') return local
  for (const [pattern, say] of sentences) {
    const found = pattern.exec(local)
    if (found) return say(...(found.slice(1) as string[]))
  }
  return local
}
