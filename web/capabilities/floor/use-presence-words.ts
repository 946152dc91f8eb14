import { presenceStates } from '@shouwen/contract/presence'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { capital } from './shown.ts'

/** The states of the rulebook, their words in the reader's language, and what their time counts as. */
export function usePresenceWords() {
  const { pick } = usePhrases('floor')
  const known = useRead(presenceStates, {})
  const states = known.data?.states ?? []
  const word = (one: { zh: string; en: string } | undefined, code: string) => (one ? capital(pick(one)) : code)
  return {
    states,
    stateWord: (code: string) => word(states.find((one) => one.code === code), code),
    /** A reason of the rulebook, or the person's own words as they are. */
    reasonWord: (code: string) => word(known.data?.reasons.find((one) => one.code === code), code),
    countsOf: (code: string) => states.find((one) => one.code === code)?.counts ?? 'none'
  }
}
