import { readToken, type Sign } from './token.ts'

const prefix =
  /^\s*(?:(?:re|fw|fwd|aw|wg|回复|回覆|答复|答覆|转发|轉發|轉寄)\s*(?:[[(（]?\d{1,3}[\])）]?)?\s*[:：])\s*/i
const token = /\s*\[#([A-Za-z0-9.-]{3,80})\]/g

/**
 * What a mail is about: without the answer and forward marks of Chinese and English mail programs and without our token.
 * The token of another system stays: it may be what stops that system from answering us for ever. At most 300 characters.
 */
export function cleanSubject(subject: string, sign: Sign): string {
  const ours = (whole: string, text: string) => (readToken(text, sign) === undefined ? whole : '')
  let clean = subject.slice(0, 2000).replace(token, ours).replace(/\s+/g, ' ').trim()
  for (let before = ''; before !== clean; ) {
    before = clean
    clean = clean.replace(prefix, '')
  }
  return [...clean].slice(0, 300).join('').trim()
}
