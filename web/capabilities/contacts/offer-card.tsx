import { declineContact } from '@shouwen/contract/chat-desk'
import { getPresence } from '@shouwen/contract/presence'
import { listMyContacts } from '@shouwen/contract/contact-lists'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Keycap } from '#ui/keycap.tsx'
import { useNow } from '#ui/now.ts'
import { type RefusalFacts, RefusalNotice } from '#ui/refusal-notice.tsx'
import { countdownOf } from '#ui/time.ts'
import { OfferRing } from './offer-ring.tsx'
import style from './offer.module.css'
import { PartyName } from './party-name.tsx'

export type ContactLine = OutputOf<typeof listMyContacts>['items'][number]

/** A chat offered to this person: who, about what, how long they have waited, and how long the offer stands. */
export function OfferCard({
  offer,
  isBusy,
  refusal,
  onAccept
}: {
  offer: ContactLine
  isBusy: boolean
  refusal?: RefusalFacts
  onAccept: () => void
}) {
  const { say, language } = usePhrases('contacts')
  const decline = useAct(declineContact, { refreshes: [listMyContacts, getPresence] })
  const nowMs = useNow()
  const offeredMs = Date.parse(offer.offeredAt ?? '')
  const endsMs = Date.parse(offer.offerEndsAt ?? '')
  const left = Math.min(endsMs - offeredMs, Math.max(0, endsMs - nowMs))
  const stopped = refusal ?? decline.refusal
  return (
    <section className={style.offer} role="alert" aria-label={say('offer.title')}>
      <OfferRing
        share={left / (endsMs - offeredMs)}
        seconds={Math.ceil(left / 1_000)}
        label={say('offer.left', { seconds: Math.ceil(left / 1_000) })}
      />
      <div className={style.what}>
        <p className={style.who}>
          <PartyName party={offer.party} />
          <span className={style.waited}>
            {say('offer.waited', {
              time: countdownOf(nowMs - Date.parse(offer.waitingSince ?? offer.openedAt), language)
            })}
          </span>
        </p>
        <p className={style.subject}>{offer.subject}</p>
        {stopped ? <RefusalNotice refusal={stopped} inline /> : null}
        <div className={style.acts}>
          <Button type="primary" loading={isBusy} onClick={onAccept}>
            {say('offer.accept')} <Keycap keys="Alt+A" />
          </Button>
          <Button
            loading={decline.isBusy}
            onClick={() => void decline.act({ conversationId: offer.id, reason: say('offer.busy') })}
          >
            {say('offer.decline')}
          </Button>
        </div>
      </div>
    </section>
  )
}
