import { callDesk } from '@shouwen/contract/calls'
import { useEffect, useRef } from 'react'
import { useRead } from '#lib/read.ts'
import { canCall } from '#lib/voice/microphone.ts'
import { phoneRing } from '#lib/voice/tones.ts'
import { CallCard } from './call-card.tsx'
import { useDeskCall } from './desk-line.ts'
import { RejoinCard } from './rejoin-card.tsx'
import { RingingCard } from './ringing-card.tsx'
import style from './softphone.module.css'
import { useMyCalls } from './use-my-calls.ts'
import { WrapUpCard } from './wrap-up-card.tsx'

/**
 * The telephone of the desk, on every screen: what rings, the call that goes on, what it owes afterwards. Nothing is shown when there is
 * nothing, and nothing at all where the browser cannot make calls.
 */
export function Softphone() {
  const items = useMyCalls()
  const carried = useDeskCall()
  const desk = useRead(callDesk, {}, { enabled: items.length > 0 || carried !== undefined }).data
  const ringing = items.find((one) => one.abilities.includes('answer'))
  const rung = useRef('')
  useEffect(() => {
    const key = ringing && `${ringing.id} ${ringing.offeredAt ?? ringing.version}`
    if (!key || rung.current === key) return
    rung.current = key
    phoneRing()
  }, [ringing])
  if (!canCall() || !desk) return null
  const running = items.find((one) => one.me !== null && one.state !== 'ended' && one.legs.some((leg) => leg.id === one.me && leg.state === 'connected'))
  const owed = items.filter((one) => one.wrapUp && one.state === 'ended')
  if (!carried && !ringing && !running && owed.length === 0) return null
  return (
    <div className={style.softphone}>
      {ringing ? <RingingCard key={ringing.id} call={ringing} desk={desk} /> : null}
      {carried ? <CallCard call={carried} desk={desk} /> : running ? <RejoinCard call={running} desk={desk} /> : null}
      {owed.map((one) => (
        <WrapUpCard key={one.id} call={one} desk={desk} />
      ))}
    </div>
  )
}
