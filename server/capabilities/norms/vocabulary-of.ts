import type { getClause } from '@shouwen/contract/norms'
import type { OutputOf } from '@shouwen/contract/operation'
import type { Clause, Phrase } from '@shouwen/kernels/conditions/index'
import { rulebook } from '#server/rulebook'

/** Words for the codes a clause names: facts with their values, events, pause reasons. Codes today's rulebook lost are left out. */
export function vocabularyOf(clause: Clause): OutputOf<typeof getClause>['vocabulary'] {
  const { facts, events, pauseReasons } = rulebook()
  const said = JSON.stringify(clause)
  const named = (code: string) => new RegExp(`(^|[^\\w.-])${code.replaceAll('.', '\\.')}([^\\w.-]|$)`).test(said)
  return {
    facts: Object.entries(facts)
      .filter(([code]) => named(code))
      .map(([code, fact]) => ({ code, words: plain(fact), values: 'values' in fact ? worded(fact.values ?? {}) : [] })),
    events: worded(events).filter(({ code }) => named(code)),
    reasons: worded(pauseReasons).filter(({ code }) => named(code))
  }
}

const worded = (entries: Readonly<Record<string, Phrase>>) =>
  Object.entries(entries).map(([code, words]) => ({ code, words: plain(words) }))

const plain = ({ zh, en }: Phrase): Phrase => ({ zh, en })
