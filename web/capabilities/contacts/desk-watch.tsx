import { beatPresence, getPresence } from '@shouwen/contract/presence'
import { useLocation } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { call } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useShortcut } from '#ui/shortcuts.ts'
import style from './offer.module.css'
import { OfferCard } from './offer-card.tsx'
import { ring, wantsRing } from './ring.ts'
import { useOffer } from './use-offer.ts'

/**
 * On every screen of who takes chats: tells the server that the desk is still there, and brings an offered chat before the person wherever
 * they are. Alt+A accepts it, also in the middle of a sentence.
 */
export function DeskWatch() {
  const { say } = usePhrases('contacts')
  const isAtDesk = useLocation({ select: (location) => location.pathname === '/chats' })
  const presence = useRead(getPresence, {})
  const state = presence.data?.state ?? 'signed-out'
  const { offer, take, isBusy, refusal } = useOffer(state !== 'signed-out')
  useBeat(state !== 'signed-out')
  const rung = useRef('')
  useEffect(() => {
    if (!offer || rung.current === offer.id + offer.offeredAt) return
    rung.current = offer.id + offer.offeredAt
    if (wantsRing()) ring()
  }, [offer])
  useShortcut('Alt+A', say('offer.accept'), () => void take(), {
    group: say('title'),
    enabled: offer !== undefined,
    inFields: true
  })
  // The desk itself shows it at the head of its list.
  if (!offer || isAtDesk) return null
  return (
    <div className={style.floating}>
      <OfferCard key={offer.id} offer={offer} isBusy={isBusy} refusal={refusal} onAccept={() => void take()} />
    </div>
  )
}

/** Says "still here" as often as the server asks, and how long nobody touched anything: who leaves the seat should sign out (CC-19). */
function useBeat(isOn: boolean): void {
  useEffect(() => {
    if (!isOn) return
    let timer: ReturnType<typeof setTimeout>
    let current = true
    let touchedAt = Date.now()
    const touch = () => {
      touchedAt = Date.now()
    }
    const signs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
    for (const sign of signs) window.addEventListener(sign, touch, { passive: true })
    const beat = async () => {
      const idleSeconds = Math.floor((Date.now() - touchedAt) / 1_000)
      const answer = await call(beatPresence, { idleSeconds }).catch(() => undefined)
      if (current) timer = setTimeout(() => void beat(), (answer?.nextBeatSeconds ?? 15) * 1_000)
    }
    void beat()
    return () => {
      current = false
      clearTimeout(timer)
      for (const sign of signs) window.removeEventListener(sign, touch)
    }
  }, [isOn])
}
