export type TrimmedReply = {
  /** What the person wrote. */
  reply: string
  /** The earlier mail below it, as received; '' when nothing could be told apart. */
  quoted: string
}

/** The line our own mail carries above the conversation, so that answers can be cut exactly. */
export const replyAboveLine = '——— 请在此行以上回复 / Please reply above this line ———'

/** Lines that begin the quoted mail: everything below was written before. */
const dividers = [
  /^[\s>]*—{3}.*(?:请在此行以上回复|Please reply above this line)/,
  /^\s*[-—_=]{2,}\s*(?:原始邮件|原始郵件|原邮件|转发的?邮件|轉寄郵件|回复的?原邮件|Original(?: Message| Mail)?|Forwarded message|Original Appointment)\s*[-—_=]{2,}\s*$/i,
  /^\s*回复的原邮件\s*$/
]

/** A heading of the quoted mail as Outlook and 163 write it; counts when two different ones follow within a few lines. */
const headingLine =
  /^\s*[>*|]*\s*(发件人|發件人|寄件者|From|发送时间|发送日期|日期|傳送時間|Sent|Date|收件人|收件者|To|抄送人?|副本|Cc|主题|主題|主旨|Subject)\*?\s*[:：]\s*\*?\S/i
const firstHeading = /^\s*[>*|]*\s*(?:发件人|發件人|寄件者|From)\*?\s*[:：]/i
const quotedLine = /^\s*>/

/**
 * Cuts the quoted earlier mail off an answer. `reply + quoted` is the text as received: nothing is ever lost, and when the person
 * wrote below or between the quotes, or nothing above them, the whole text counts as the reply.
 */
export function trimQuote(text: string): TrimmedReply {
  const lines = text.split(/(?<=\n)/)
  const cut = findCut(lines)
  const reply = lines.slice(0, cut).join('')
  const quoted = lines.slice(cut).join('')
  if (reply.trim() === '' || writesBelow(lines.slice(cut))) return { reply: text, quoted: '' }
  return { reply, quoted }
}

function findCut(lines: string[]): number {
  for (let at = 0; at < lines.length; at++) {
    if (isDivider(lines, at)) return isRule(lines[at - 1]) || isBrokenAttribution(lines, at) ? at - 1 : at
    if (isQuote(lines[at])) return at
  }
  return lines.length
}

function isDivider(lines: string[], at: number): boolean {
  const line = (lines[at] ?? '').slice(0, longestLine)
  if (dividers.some((divider) => divider.test(line))) return true
  if (isAttribution(line) || isBrokenAttribution(lines, at + 1)) return true
  if (!firstHeading.test(line)) return false
  const next = lines.slice(at, at + 8).map((heading) => headingLine.exec(heading.slice(0, longestLine))?.[1])
  return new Set(next.filter((name) => name !== undefined).map((name) => name.toLowerCase())).size >= 3
}

const longestLine = 400

/** “On … wrote:”, “在 … 写道：”, “张三 <…> 于…写道：”: with a date or an address, or else it is a sentence of the person. */
function isAttribution(line: string): boolean {
  return attributionEnd.test(line) && (line.includes('@') || /\d{4}|\d{1,2}[:：]\d{2}/.test(line))
}

const attributionEnd = /(?:写道|寫道|写到|來信|\bwrote)\s*[:：]\s*$/i

/** The same broken in two lines by a mail program that wraps. `at` is its second line. */
function isBrokenAttribution(lines: string[], at: number): boolean {
  const first = (lines[at - 1] ?? '').slice(0, longestLine).trim()
  const second = (lines[at] ?? '').slice(0, longestLine)
  if (!attributionEnd.test(second) || !first.includes('@') === !second.includes('@')) return false
  return /^(?:On|At)\b|^(?:在|于)/i.test(first) || (first.endsWith('>') && /^\s*于/.test(second))
}

function isQuote(line: string | undefined): boolean {
  return quotedLine.test(line ?? '')
}

function isRule(line: string | undefined): boolean {
  return /^\s*[_\-—]{10,}\s*$/.test(line ?? '')
}

/** Below an attribution comes text marked with `>` and then more that is not: the person answered below or between. */
function writesBelow(rest: string[]): boolean {
  const firstQuoted = rest.findIndex((line) => isQuote(line))
  if (firstQuoted < 0 || rest.slice(0, firstQuoted).some((line, at) => at > 1 && line.trim() !== '')) return false
  const signature = rest.findIndex((line, at) => at > firstQuoted && /^--\s*$/.test(line))
  const written = rest.slice(firstQuoted, signature < 0 ? undefined : signature)
  return written.some(
    (line, at) => line.trim() !== '' && !isQuote(line) && !isSignature(line) && !isDivider(rest, firstQuoted + at)
  )
}

/** What mail programs put under everything by themselves. */
function isSignature(line: string): boolean {
  return /^\s*(?:发自我的|從我的|Sent from my|Get Outlook for|来自.{0,20}邮箱)/i.test(line)
}
