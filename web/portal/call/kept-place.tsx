import { useEffect, useState } from 'react'
import { call as send } from '#lib/call.ts'
import type { NoMicrophone } from '#lib/voice/microphone.ts'
import { phoneRing } from '#lib/voice/tones.ts'
import { Icon } from '#ui/icon.tsx'
import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { refresh } from '../read.ts'
import { Trouble } from '../states.tsx'
import style from './call.module.css'
import { type MyCall, openMyLine } from './my-line.ts'
import { QueuePlace } from './queue-place.tsx'

/**
 * The place is kept and we call back: this page stays open and says so to the server, so that it can ring here. Who closes it is called by
 * telephone.
 */
export function KeptPlace({ call }: { call: MyCall }) {
  const { say } = usePhrases('portal')
  const cancel = useAct(at.hangUpMyCall, [at.readMyCall])
  const [why, setWhy] = useState<NoMicrophone | 'elsewhere'>()
  const [isTaking, setTaking] = useState(false)
  const isRinging = call.callback === 'calling' && call.legs.some((leg) => leg.id === call.me && leg.state === 'ringing')
  useEffect(() => {
    const beat = () =>
      void send(at.beatMyCall, { callId: call.id }).then(
        (next) => (next.version === call.version ? undefined : refresh(at.readMyCall)),
        () => undefined
      )
    beat()
    const timer = setInterval(beat, call.beatSeconds * 1000)
    return () => clearInterval(timer)
  }, [call.id, call.version, call.beatSeconds])
  useEffect(() => {
    if (!isRinging) return
    phoneRing()
    const timer = setInterval(phoneRing, 4000)
    return () => clearInterval(timer)
  }, [isRinging])
  const take = async () => {
    setTaking(true)
    setWhy(await openMyLine(() => send(at.takeMyCallback, { callId: call.id, take: true }).catch(() => undefined)))
    setTaking(false)
  }
  const notNow = () => void send(at.takeMyCallback, { callId: call.id, take: false }).finally(() => void refresh(at.readMyCall))
  return (
    <section className={`card ${style.open}`} aria-label={say('call.title')}>
      <span className={`${style.round} ${style.waits}`} aria-hidden>
        <Icon name="call" size={40} />
      </span>
      <div className={style.state} role={isRinging ? 'alert' : 'status'}>
        <h2>{say(isRinging ? 'call.back-rings' : call.callback === 'asked' ? 'call.back-kept' : 'call.back-served')}</h2>
        {call.callback === 'asked' ? <QueuePlace call={call} /> : null}
        {call.callbackNumber && !isRinging ? <p className={style.text}>{say('call.back-how', { number: call.callbackNumber })}</p> : null}
      </div>
      {why ? (
        <p className={style.fault} role="alert">
          {say(`call.${why}`)}
        </p>
      ) : null}
      {cancel.refusal ? <Trouble refusal={cancel.refusal} /> : null}
      {isRinging ? (
        <div className={style.after}>
          <button type="button" className="main-act" disabled={isTaking} onClick={() => void take()}>
            {say('call.back-take')}
          </button>
          <button type="button" className="quiet" disabled={isTaking} onClick={notNow}>
            {say('call.back-not-now')}
          </button>
        </div>
      ) : call.callback === 'asked' ? (
        <button type="button" className="quiet" onClick={() => void cancel.act({ callId: call.id })}>
          {say('call.back-cancel')}
        </button>
      ) : null}
    </section>
  )
}
