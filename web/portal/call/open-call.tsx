import { useState } from 'react'
import { type Key, keypad, keyTone } from '#lib/voice/tones.ts'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { countdownOf } from '#ui/time.ts'
import { usePhrases } from '../phrases.tsx'
import style from './call.module.css'
import { CallbackForm } from './callback-form.tsx'
import { askCallback, hangUp, mute, type MyCall, pressKeys, useMyCall, useMyLine } from './my-line.ts'
import { QueuePlace } from './queue-place.tsx'
import { useQueueAnnouncements } from './use-queue-announcements.ts'

/** While it waits: a call back is offered at the time of the rulebook, at once when nobody is there. */
function RatherCallBack({ call }: { call: MyCall }) {
  const { say } = usePhrases('portal')
  const isOffered = useQueueAnnouncements(call)
  const [isBusy, setBusy] = useState(false)
  if (!isOffered) return null
  const ask = async (number: string) => {
    setBusy(true)
    await askCallback(number)
    setBusy(false)
  }
  return <CallbackForm why={say('call.back-why')} isBusy={isBusy} onNumber={(number) => void ask(number)} />
}

/** The call as it goes: who is there or how long it will take, mute, keys, hang up. */
export function OpenCall() {
  const { say, language } = usePhrases('portal')
  const { call } = useMyCall()
  const line = useMyLine()
  const nowMs = useNow()
  const [isKeypad, setKeypad] = useState(false)
  const [pressed, setPressed] = useState('')
  const [isLeaving, setLeaving] = useState(false)
  if (!call || !line) return null
  const isTalking = call.state === 'connected' || call.state === 'conference'
  const isServed = isTalking || call.state === 'held' || call.state === 'consulting'
  const isLost = isTalking && line.others.some((other) => other.party === 'agent' && other.state === 'lost')
  const press = (key: Key) => {
    keyTone(key)
    pressKeys(String(key))
    setPressed((before) => (before + String(key)).slice(-20))
  }
  return (
    <section className={`card ${style.open}`} aria-label={say('call.title')}>
      <span className={`${style.round} ${isTalking ? style.talking : style.waits}`} aria-hidden>
        <Icon name="call" size={40} />
      </span>
      <div className={style.state} role="status">
        <h2>{headline(call, say)}</h2>
        {isServed ? null : <QueuePlace call={call} />}
        {isLost ? <p className={style.fault}>{say('call.lost')}</p> : null}
        {line.isServerAway ? <p className={style.small}>{say('call.server-away')}</p> : null}
      </div>
      {isServed ? null : <RatherCallBack call={call} />}
      {isServed && call.answeredAt ? (
        <p className={style.clock} role="timer" aria-live="off">
          {countdownOf(Math.max(0, nowMs - Date.parse(call.answeredAt)), language)}
        </p>
      ) : null}
      {isServed ? <Recorded state={call.recording} /> : null}
      {isKeypad ? (
        <div className={style.keypad}>
          {keypad.map((key) => (
            <button key={String(key)} type="button" className="quiet" onClick={() => press(key)}>
              {String(key)}
            </button>
          ))}
          {pressed ? (
            <p className={style.pressed} role="status">
              {say('call.pressed', { digits: pressed })}
            </p>
          ) : null}
        </div>
      ) : null}
      <div className={style.acts}>
        <RoundButton icon={line.isMuted ? 'mic-off' : 'mic'} label={say(line.isMuted ? 'call.unmute' : 'call.mute')} pressed={line.isMuted} onClick={() => mute(!line.isMuted)} />
        <RoundButton icon="keypad" label={say('call.keypad')} pressed={isKeypad} onClick={() => setKeypad(!isKeypad)} />
        <RoundButton
          icon="hang-up"
          label={say('call.hang-up')}
          bad
          disabled={isLeaving}
          onClick={() => {
            setLeaving(true)
            void hangUp()
          }}
        />
      </div>
    </section>
  )
}

function headline(call: MyCall, say: (key: string, values?: Record<string, string | number>) => string): string {
  switch (call.state) {
    case 'connected':
      return say('call.with', { job: call.jobNumber ?? '' })
    case 'conference':
      return say('call.conference')
    case 'held':
    case 'consulting':
      return say('call.held')
    case 'offered':
      return say('call.offered')
    default:
      return say('call.queued')
  }
}

function Recorded({ state }: { state: MyCall['recording'] }) {
  const { say } = usePhrases('portal')
  return (
    <p className={style.recorded}>
      <i className={state === 'on' ? style.red : style.grey} aria-hidden />
      {say(state === 'on' ? 'call.recorded' : state === 'paused' ? 'call.record-paused' : 'call.not-recorded')}
    </p>
  )
}

function RoundButton({ icon, label, pressed, bad, disabled, onClick }: { icon: 'mic' | 'mic-off' | 'keypad' | 'hang-up'; label: string; pressed?: boolean; bad?: boolean; disabled?: boolean; onClick: () => void }) {
  return (
    <button type="button" className={`${style.act} ${bad ? style.bad : ''}`} aria-pressed={pressed} disabled={disabled} onClick={onClick}>
      <span>
        <Icon name={icon} size={26} />
      </span>
      {label}
    </button>
  )
}
