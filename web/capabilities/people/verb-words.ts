import { listRoles } from '@shouwen/contract/units'
import { useCallback, useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { can, useSession } from '#lib/session.ts'

/** Nouns of verbs, in the order in which people meet them at work. */
export const nouns = [
  'ticket',
  'contact',
  'customer',
  'survey',
  'queue',
  'macro',
  'view',
  'norm',
  'people',
  'audit',
  'settings',
  'import',
  'token',
  'webhook',
  'integration'
] as const

export type Verb = { verb: string; words: string }

/** Every verb of the rulebook that some role names, by itself or by pattern, in words. */
function useKnownVerbs(): Verb[] {
  const { pick } = usePhrases('people')
  const roles = useRead(listRoles, {}).data?.items
  return useMemo(() => {
    const grants = (roles ?? []).flatMap((role) => role.grants).filter((grant) => !grant.verb.endsWith('*'))
    return [...new Map(grants.map((grant) => [grant.verb, { verb: grant.verb, words: pick(grant) }])).values()].sort(
      byNoun
    )
  }, [roles, pick])
}

function byNoun(a: Verb, b: Verb): number {
  return orderOf(a.verb) - orderOf(b.verb) || a.verb.localeCompare(b.verb)
}

/** Place of a verb's noun in `nouns`; unknown ones last. */
export function orderOf(verb: string): number {
  const at = (nouns as readonly string[]).indexOf(verb.split('.')[0] ?? '')
  return at < 0 ? nouns.length : at
}

/** Words of a verb or a pattern: `ticket.answer` → 答复客户, `ticket.*` → 工单：全部操作. */
export function useVerbWords(): (verb: string) => string {
  const { say } = usePhrases('people')
  const known = useKnownVerbs()
  return useCallback(
    (verb: string) => {
      if (verb === '*') return say('verb.all')
      const noun = /^([a-z-]+)\.\*$/.exec(verb)?.[1]
      if (noun)
        return say('verb.all-of', { noun: (nouns as readonly string[]).includes(noun) ? say(`noun.${noun}`) : noun })
      return known.find((each) => each.verb === verb)?.words ?? verb
    },
    [known, say]
  )
}

/** What the person themselves may do, for choosing what a token may. */
export function useOwnVerbs(): Verb[] {
  const { abilities } = useSession()
  const known = useKnownVerbs()
  const words = useVerbWords()
  return useMemo(() => {
    const patterns = abilities.map((each) => each.verb).filter((verb) => verb.endsWith('*'))
    const own = known.filter(({ verb }) => can(abilities, verb))
    return [...patterns.map((verb) => ({ verb, words: words(verb) })), ...own].sort(byNoun)
  }, [abilities, known, words])
}
