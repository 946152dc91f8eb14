import { presenceStates } from '@shouwen/contract/presence'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'

/** The states of the rulebook and their words in the reader's language. */
export function usePresenceWords() {
  const { language } = usePhrases('contacts')
  const known = useRead(presenceStates, {})
  const word = (one: { zh: string; en: string } | undefined, code: string) => (one ? (language === 'en' ? one.en : one.zh) : code)
  const states = known.data?.states ?? []
  return {
    states,
    stateWord: (code: string) => word(states.find((one) => one.code === code), code),
    /** A reason of the rulebook, or the person's own words as they are. */
    reasonWord: (code: string) => word(known.data?.reasons.find((one) => one.code === code), code)
  }
}
