import { searchText } from './search-text.ts'

/**
 * The grams under which a text is indexed. Every two neighbouring characters make a gram, which is a word's size in
 * Chinese; inside runs of ASCII letters and digits also every three, because two digits alone select nothing.
 * Distinct, in order of appearance, at most `max` (10,000): later parts of a longer text cannot be found.
 */
export function grams(text: string, options: { max?: number } = {}): string[] {
  const max = options.max ?? 10_000
  const found = new Set<string>()
  for (const line of searchText(text).split('\n')) {
    const characters = [...line]
    for (let i = 0; i + 1 < characters.length; i++) {
      const pair = `${characters[i]}${characters[i + 1]}`
      if (found.size >= max) return [...found]
      found.add(pair)
      const third = characters[i + 2]
      if (third === undefined || !isAscii(pair) || !isAscii(third) || found.size >= max) continue
      found.add(pair + third)
    }
  }
  return [...found]
}

export type SearchQuery = {
  /** `grams`: ask the index for all of `grams`, then recheck. `prefix`: one character; only texts beginning with it. `empty`: nothing to search for. */
  kind: 'grams' | 'prefix' | 'empty'
  /** What every found text contains, in search form; each safe inside LIKE. */
  terms: string[]
  /** Every text containing all terms is indexed under all of these. */
  grams: string[]
}

const maxTerms = 8
const maxTermLength = 64

/**
 * Reads what a person typed into a search box. Words apart are searched apart and must all occur, in any order.
 * A query of single characters only is read as one word; of one character, as a beginning.
 * Bounded: the first 8 words, 64 characters of each.
 */
export function readQuery(query: string): SearchQuery {
  const words = query
    .slice(0, maxTerms * maxTermLength)
    .split(/\s+/u)
    .map((word) => [...searchText(word)])
    .filter((word) => word.length > 0)
    .slice(0, maxTerms)
    .map((word) => word.slice(0, maxTermLength))
  if (words.length === 0) return { kind: 'empty', terms: [], grams: [] }
  const terms = words.some((word) => word.length > 1) ? words.map((word) => word.join('')) : [words.flat().join('')]
  const wanted = [...new Set(terms.flatMap(termGrams))]
  return { kind: wanted.length === 0 ? 'prefix' : 'grams', terms, grams: wanted }
}

/** The grams to ask the index for; empty when the query is too short for it (see `readQuery`). */
export function queryGrams(query: string): string[] {
  return readQuery(query).grams
}

/** Whether the text answers the query: the exact recheck after the index, the same as `searchText(text) LIKE '%term%'`. */
export function matches(text: string, query: string | SearchQuery): boolean {
  const wanted = typeof query === 'string' ? readQuery(query) : query
  const searched = searchText(text)
  if (wanted.kind === 'empty') return false
  if (wanted.kind === 'prefix') return searched.startsWith(wanted.terms[0] ?? '')
  return wanted.terms.every((term) => searched.includes(term))
}

/** A pair inside three ASCII characters is implied by the triple and would only lengthen the index's work. */
function termGrams(term: string): string[] {
  const characters = [...term]
  const wanted: string[] = []
  for (let i = 0; i + 1 < characters.length; i++) {
    const pair = `${characters[i]}${characters[i + 1]}`
    const before = characters[i - 1]
    const after = characters[i + 2]
    if (!isAscii(pair)) wanted.push(pair)
    else if (after !== undefined && isAscii(after)) wanted.push(pair + after)
    else if (before === undefined || !isAscii(before)) wanted.push(pair)
  }
  return wanted
}

function isAscii(characters: string): boolean {
  for (let i = 0; i < characters.length; i++) if (characters.charCodeAt(i) > 0x7f) return false
  return true
}
