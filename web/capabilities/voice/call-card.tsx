import { leaveCall, listMyCalls, steerCall } from '@shouwen/contract/calls'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import { countdownOf } from '#ui/time.ts'
import { CallbackActs } from './callback-acts.tsx'
import { Caller } from './caller.tsx'
import { ConsultForm } from './consult-form.tsx'
import { type CallView, type Desk, muteDesk, pauseRecording, showView, useDeskLine, useRecorder } from './desk-line.ts'
import { InaudibleGuide } from './inaudible-guide.tsx'
import { ReleaseForm } from './release-form.tsx'
import style from './softphone.module.css'
import { SupervisorActs } from './supervisor-acts.tsx'
import { TransferForm } from './transfer-form.tsx'

type Panel = 'consult' | 'transfer' | 'inaudible' | 'release'

const tones = { connected: 'good', conference: 'good', held: 'warn', consulting: 'warn' } as const

/** The call that goes on in this window, with everything that can be done in it now. */
export function CallCard({ call, desk }: { call: CallView; desk: Desk }) {
  const { say, language } = usePhrases('voice')
  const line = useDeskLine()
  const nowMs = useNow()
  const [panel, setPanel] = useState<Panel>()
  const [isFolded, setFolded] = useState(false)
  const steer = useAct(steerCall, { onDone: showView })
  const can = new Set(call.abilities)
  const toggle = (name: Panel) => setPanel(panel === name ? undefined : name)
  const isSupervisor = call.legs.some((leg) => leg.id === call.me && leg.party === 'supervisor')
  if (!line) return null
  const isLost = line.others.some((other) => other.party === 'customer' && other.state === 'lost')
  return (
    <section className={style.card} aria-label={say('call')}>
      <div className={style.head}>
        <StatusTag tone={tones[call.state as keyof typeof tones] ?? 'neutral'}>{say(`state.${call.state}`)}</StatusTag>
        <span className={style.time} role="timer" aria-live="off">
          {call.answeredAt ? countdownOf(nowMs - Date.parse(call.answeredAt), language) : null}
        </span>
        <Recording />
        <IconButton icon={isFolded ? 'plus' : 'down'} size="small" label={say(isFolded ? 'unfold' : 'fold')} onClick={() => setFolded(!isFolded)} />
      </div>
      {isFolded ? null : <Caller call={call} />}
      <div role="status">
        {line.isServerAway ? <p className={style.warn}>{say('server-away')}</p> : null}
        {isLost ? <p className={style.warn}>{say('customer-lost')}</p> : null}
        {line.digits ? <p className={style.small}>{say('digits', { digits: line.digits })}</p> : null}
      </div>
      <Parties call={call} desk={desk} />
      <CallbackActs call={call} />
      {isSupervisor ? (
        <SupervisorActs call={call} />
      ) : (
        <>
          <Acts call={call} isMuted={line.isMuted} panel={panel} onPanel={toggle} onMove={(move) => void steer.act({ callId: call.id, move })} />
          {steer.refusal ? <RefusalNotice refusal={steer.refusal} inline /> : null}
          {panel === 'consult' && can.has('consult') ? <ConsultForm call={call} onDone={() => setPanel(undefined)} /> : null}
          {panel === 'transfer' && can.has('transfer') ? <TransferForm call={call} onDone={() => setPanel(undefined)} /> : null}
          {panel === 'inaudible' && can.has('inaudible') ? <InaudibleGuide call={call} desk={desk} /> : null}
          {panel === 'release' && can.has('hang-up') ? <ReleaseForm call={call} desk={desk} /> : null}
        </>
      )}
    </section>
  )
}

type Move = 'hold' | 'resume' | 'drop-consult' | 'merge' | 'hand-over'

function Acts({ call, isMuted, panel, onPanel, onMove }: { call: CallView; isMuted: boolean; panel: Panel | undefined; onPanel: (panel: Panel) => void; onMove: (move: Move) => void }) {
  const { say } = usePhrases('voice')
  const leave = useAct(leaveCall, { refreshes: [listMyCalls] })
  const { isRecording, isPaused } = useRecorder()
  const can = new Set(call.abilities)
  const group = say('title')
  useShortcut('Alt+M', say('mute'), () => muteDesk(!isMuted), { group, inFields: true })
  useShortcut('Alt+H', say('hold'), () => onMove(can.has('hold') ? 'hold' : 'resume'), { group, inFields: true, enabled: can.has('hold') || can.has('resume') })
  const move = (name: Move, icon: 'pause' | 'play' | 'close' | 'merge' | 'right') =>
    can.has(name) ? <IconButton icon={icon} label={say(name)} keys={name === 'hold' || name === 'resume' ? 'Alt+H' : undefined} onClick={() => onMove(name)} /> : null
  const open = (name: Panel, ability: 'consult' | 'transfer' | 'inaudible' | 'hang-up', icon: 'people' | 'send' | 'warn' | 'hang-up') =>
    can.has(ability) ? <IconButton icon={icon} label={say(name)} pressed={panel === name} onClick={() => onPanel(name)} /> : null
  return (
    <div className={style.bar} role="toolbar" aria-label={say('acts')}>
      <IconButton icon={isMuted ? 'mic-off' : 'mic'} label={say(isMuted ? 'unmute' : 'mute')} keys="Alt+M" pressed={isMuted} onClick={() => muteDesk(!isMuted)} />
      {move('hold', 'pause')}
      {move('resume', 'play')}
      {open('consult', 'consult', 'people')}
      {move('merge', 'merge')}
      {move('hand-over', 'right')}
      {move('drop-consult', 'close')}
      {open('transfer', 'transfer', 'send')}
      {open('inaudible', 'inaudible', 'warn')}
      {isRecording ? (
        <IconButton icon="lock" label={say(isPaused ? 'record-on' : 'record-pause')} pressed={isPaused} onClick={() => void pauseRecording(!isPaused)} />
      ) : null}
      <span className={style.gap} />
      {open('release', 'hang-up', 'hang-up')}
      {can.has('leave') ? <IconButton icon="hang-up" label={say('leave')} disabled={leave.isBusy} onClick={() => void leave.act({ callId: call.id })} /> : null}
    </div>
  )
}

/** Whether what is said is recorded, in shape and word. */
function Recording() {
  const { say } = usePhrases('voice')
  const { isRecording, isPaused } = useRecorder()
  if (!isRecording) return null
  return (
    <span className={style.recording}>
      <i className={isPaused ? style.hollow : style.red} aria-hidden />
      {say(isPaused ? 'recording-paused' : 'recording')}
    </span>
  )
}

/** Who else is in the call; a supervisor is shown as the rulebook says, so that by default nobody listens in secret. */
function Parties({ call, desk }: { call: CallView; desk: Desk }) {
  const { say } = usePhrases('voice')
  const others = call.legs.filter((leg) => leg.id !== call.me && leg.party !== 'customer' && (leg.party !== 'supervisor' || desk.monitorShown))
  if (others.length === 0) return null
  return (
    <ul className={style.parties}>
      {others.map((leg) => (
        <li key={leg.id}>
          <Icon name={leg.party === 'supervisor' ? 'eye' : 'person'} size={15} />
          {leg.staff ? `${leg.staff.jobNumber} ${leg.staff.name}` : ''} · {leg.mode ? say(`mode.${leg.mode}`) : say(`leg.${leg.state}`)}
        </li>
      ))}
    </ul>
  )
}
