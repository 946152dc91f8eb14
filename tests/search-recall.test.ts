import { existsSync, readFileSync } from 'node:fs'
import { grams, readQuery, searchText } from '@shouwen/kernels/text/index'
import { expect, test } from 'vitest'

/** Real citizens' messages; kept outside the repository because they may not be redistributed. */
const messages = new URL('../../shared/data/nlp/tipdm2020_att34/messages_hot_topics.jsonl', import.meta.url)

test.skipIf(!existsSync(messages))(
  'every part of two to eight letters finds the citizen’s message it was cut from',
  () => {
    const missed: string[] = []
    for (const row of readFileSync(messages, 'utf8').trim().split('\n')) {
      const { title, text } = JSON.parse(row) as { title: string; text: string }
      missed.push(...missedParts(title, 1), ...missedParts(text, 5))
    }
    expect(missed).toEqual([])
  }
)

/** The parts of a text, cut at every `step`-th character, that would not find it in an index. */
function missedParts(text: string, step: number): string[] {
  const indexed = new Set(grams(text))
  const searched = searchText(text)
  const missed: string[] = []
  for (let start = 0; start < text.length; start += step) {
    const part = text.slice(start, start + 2 + (start % 7))
    if (part.includes('\n') || [...searchText(part)].length < 2) continue
    const { terms, grams: wanted } = readQuery(part)
    const found = wanted.length > 0 && wanted.every((gram) => indexed.has(gram))
    if (!found || !terms.every((term) => searched.includes(term))) missed.push(part)
  }
  return missed
}
