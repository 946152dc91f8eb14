import { searchText } from './search-text.ts'

export type Similarity = {
  /** Shared pairs of characters over all pairs, 0..1: how much the two are the same text. */
  jaccard: number
  /** Shared pairs over those of the shorter text, 0..1: how much the shorter is inside the longer. */
  containment: number
}

/**
 * How alike two texts are, for the warning “this may have been reported already”. Symmetric; 1 for equal texts
 * after folding; 0 when one has no pair of letters or digits.
 */
export function similarity(a: string, b: string): Similarity {
  const left = pairs(a)
  const right = pairs(b)
  const [smaller, larger] = left.size <= right.size ? [left, right] : [right, left]
  if (smaller.size === 0) return { jaccard: 0, containment: 0 }
  let both = 0
  for (const pair of smaller) if (larger.has(pair)) both += 1
  return { jaccard: both / (left.size + right.size - both), containment: both / smaller.size }
}

function pairs(text: string): Set<string> {
  const found = new Set<string>()
  for (const line of searchText(text).split('\n')) {
    for (let i = 0; i + 1 < line.length; i++) found.add(line.slice(i, i + 2))
  }
  return found
}
