import type { getClause, listClauses } from '@shouwen/contract/norms'
import type { OutputOf, Phrase } from '@shouwen/contract/operation'
import type { Clause } from '@shouwen/kernels/conditions/index'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'

export type ClauseAnswer = OutputOf<typeof getClause>
export type ClauseLine = OutputOf<typeof listClauses>['items'][number]
export type Vocabulary = ClauseAnswer['vocabulary']
export type Say = (key: string, values?: Record<string, string | number>) => string

/** What the clause says, in the shape of rulebook/clause.schema.json. */
export const contentOf = (answer: ClauseAnswer) => answer.content as unknown as Clause

/** Words for the codes a clause names; the code itself where today's rulebook has none. */
export function useClauseWords(vocabulary: Vocabulary) {
  const { pick, say } = usePhrases('norms')
  return useMemo(() => {
    const named = (list: readonly { code: string; words: Phrase }[]) =>
      new Map(list.map(({ code, words }) => [code, pick(words)]))
    const facts = new Map(
      vocabulary.facts.map((fact) => [fact.code, { words: pick(fact.words), values: named(fact.values) }])
    )
    const events = named(vocabulary.events)
    const reasons = named(vocabulary.reasons)
    const value = (name: string, given: unknown): string => {
      if (given === true || given === false) return say(given ? 'value.yes' : 'value.no')
      if (given === '') return say('value.unknown')
      return facts.get(name)?.values.get(String(given)) ?? String(given)
    }
    return {
      fact: (name: string) => facts.get(name)?.words ?? name,
      value,
      event: (code: string) => events.get(code) ?? code,
      reason: (code: string) => reasons.get(code) ?? code
    }
  }, [vocabulary, pick, say])
}

export type ClauseWordings = ReturnType<typeof useClauseWords>

/** 30 分钟 · 15 个自然日; undefined for what is no duration. */
export function durationWords(given: unknown, say: Say): string | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const { minutes, hours, days, of } = given as { minutes?: number; hours?: number; days?: number; of?: string }
  if (minutes !== undefined) return say('duration.minutes', { count: minutes })
  if (hours !== undefined) return say('duration.hours', { count: hours })
  if (days !== undefined)
    return say(of === 'working' ? 'duration.working-days' : 'duration.natural-days', { count: days })
  return undefined
}
