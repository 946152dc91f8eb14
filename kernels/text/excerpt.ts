import { fold } from './fold.ts'
import { readQuery } from './grams.ts'

export type Excerpt = {
  /** A piece of the original text, unchanged. */
  text: string
  cutBefore: boolean
  cutAfter: boolean
  /** Offsets in `text` (UTF-16) of what answered the query, ascending, not overlapping. */
  ranges: { start: number; end: number }[]
}

const searchable = /[\p{L}\p{M}\p{N}]/u

/**
 * The piece of a text that shows why it was found, at most `length` (80) UTF-16 units around the first answer.
 * Without an answer: the beginning of the text. No markup: the screen decides how a range looks.
 */
export function excerpt(text: string, query: string, options: { length?: number } = {}): Excerpt {
  const length = Math.max(8, options.length ?? 80)
  const ranges = findRanges(text, readQuery(query).terms)
  const first = ranges[0]
  const lead = Math.floor(length / 4)
  let start =
    first === undefined || first.end <= length ? 0 : Math.max(0, Math.min(first.start - lead, text.length - length))
  let end = Math.min(text.length, start + length)
  if (splitsPair(text, start)) start += 1
  if (splitsPair(text, end)) end -= 1
  return {
    text: text.slice(start, end),
    cutBefore: start > 0,
    cutAfter: end < text.length,
    ranges: ranges
      .map((range) => ({ start: Math.max(range.start, start) - start, end: Math.min(range.end, end) - start }))
      .filter((range) => range.end > range.start)
  }
}

function findRanges(text: string, terms: string[]): { start: number; end: number }[] {
  const { squeezed, offsets } = squeezeWithOffsets(text)
  const found: { start: number; end: number }[] = []
  for (const term of terms) {
    for (let at = squeezed.indexOf(term); at >= 0; at = squeezed.indexOf(term, at + term.length)) {
      found.push({ start: offsets[at] as number, end: (offsets[at + term.length - 1] as number) + 1 })
    }
  }
  found.sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: { start: number; end: number }[] = []
  for (const range of found) {
    const last = merged.at(-1)
    if (last !== undefined && range.start < last.end) last.end = Math.max(last.end, range.end)
    else merged.push({ ...range })
  }
  return merged
}

/** The search form of a text together with where each of its units stood. */
function squeezeWithOffsets(text: string): { squeezed: string; offsets: number[] } {
  const folded = fold(text)
  const offsets: number[] = []
  let squeezed = ''
  let at = 0
  for (const character of folded) {
    if (searchable.test(character) || character === '\n') {
      squeezed += character
      for (let i = 0; i < character.length; i++) offsets.push(at + i)
    }
    at += character.length
  }
  return { squeezed, offsets }
}

function splitsPair(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  const before = text.charCodeAt(at - 1)
  return unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff
}
