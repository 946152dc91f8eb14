import type { ContactParty } from '@shouwen/contract/contact-words'
import type { Static } from '@shouwen/contract/operation'
import { usePhrases } from '#lib/phrases.ts'
import style from './party-name.module.css'

/** Who the customer is, as far as we know: name, grade; a visitor is called one. */
export function PartyName({ party }: { party: Static<typeof ContactParty> }) {
  const { say } = usePhrases('contacts')
  return (
    <span className={style.party}>
      <strong>{nameOf(party, say('visitor'))}</strong>
      {party.vip ? <span className={style.vip}>VIP</span> : null}
      {party.grade && party.grade !== 'ordinary' ? <span className={style.grade}>{party.grade}</span> : null}
    </span>
  )
}

/** The name, else what a stranger is called. */
export const nameOf = (party: Static<typeof ContactParty>, visitor: string): string => party.name ?? visitor
