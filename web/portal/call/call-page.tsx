import { useState } from 'react'
import type { NoMicrophone } from '#lib/voice/microphone.ts'
import { canCall } from '#lib/voice/microphone.ts'
import { Icon } from '#ui/icon.tsx'
import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Go } from '../place.tsx'
import { refresh, useRead } from '../read.ts'
import { Trouble, Waiting } from '../states.tsx'
import { useCustomer } from '../who.ts'
import { MenuPad } from '../menu/menu-pad.tsx'
import { CallbackForm } from './callback-form.tsx'
import style from './call.module.css'
import { forgetLast, openMyLine, useMyCall } from './my-line.ts'
import { KeptPlace } from './kept-place.tsx'
import { OpenCall } from './open-call.tsx'
import { EndedCall } from './ended-call.tsx'

/** The telephone of the portal: what to know before, the call itself, and what became of it. */
export function CallPage() {
  const { say } = usePhrases('portal')
  const { call, isOver } = useMyCall()
  return (
    <div className={`page ${style.page}`}>
      <h1 className="visually-hidden">{say('call.title')}</h1>
      {call && !isOver ? <OpenCall /> : call ? <EndedCall call={call} onAgain={callAgain} /> : <BeforeCall />}
    </div>
  )
}

/** Whether anybody is there may have changed since the call began. */
function callAgain(): void {
  void refresh(at.callDoor)
  forgetLast()
}

function BeforeCall() {
  const { say, pick, language } = usePhrases('portal')
  const { customer } = useCustomer()
  const [regionId, setRegion] = useState<number>()
  const door = useRead(at.callDoor, regionId === undefined ? {} : { regionId })
  const firstDoor = useRead(at.callDoor, {})
  const running = useRead(at.readMyCall, {})
  const start = useAct(at.startCall, [at.readMyCall, at.listMyConversations])
  const [isOpening, setOpening] = useState(false)
  const [why, setWhy] = useState<NoMicrophone | 'elsewhere'>()
  const [isChoosing, setChoosing] = useState(false)
  if (firstDoor.error && !firstDoor.data) return <Trouble refusal={firstDoor.error} onRetry={firstDoor.retry} />
  if (!firstDoor.data || (!running.data && !running.error)) return <Waiting />
  const { announcement, regions, regionId: knownRegion } = firstDoor.data
  // Whether anybody is there is told of the region chosen.
  const agentsOnline = door.data?.agentsOnline ?? null
  const chosen = customer?.regionId ?? knownRegion ?? regionId
  // While it is being opened the call we have just begun is no other call of ours.
  const open = isOpening ? undefined : running.data?.call
  if (!canCall())
    return (
      <section className={`card ${style.before}`}>
        <p>{say('call.unsupported')}</p>
        <ToChat />
      </section>
    )
  if (open?.callback && open.callback !== 'reached') return <KeptPlace call={open} />
  const where = chosen === undefined ? {} : { regionId: chosen }
  const connect = async (path?: string, spoken: 'zh-CN' | 'en' = language) => {
    setOpening(true)
    setChoosing(false)
    setWhy(
      await openMyLine(
        async () => open ?? start.act({ announcementVersion: announcement.version, language: spoken, ...where, ...(path === undefined ? {} : { menu: path }) })
      )
    )
    setOpening(false)
  }
  const leaveNumber = async (callbackNumber: string) => void (await start.act({ announcementVersion: announcement.version, language, ...where, callbackNumber }))
  if (isChoosing) return <MenuPad regionId={chosen} onPerson={(path, spoken) => void connect(path, spoken)} onLeave={() => setChoosing(false)} />
  const isClosed = !open && (agentsOnline === 0 || start.refusal?.code === 'queue-closed')
  return (
    <section className={`card ${style.before}`}>
      <span className={style.round} aria-hidden>
        <Icon name="call" size={40} />
      </span>
      <h2>{open ? say('call.resume') : say('call.title')}</h2>
      {open ? null : <p className={style.text}>{say('call.why')}</p>}
      {open || customer || knownRegion !== null || regions.length < 2 ? null : (
        <fieldset className={style.regions}>
          <legend>{say('call.region')}</legend>
          {regions.map((region) => (
            <label key={region.id}>
              <input type="radio" name="region" checked={regionId === region.id} onChange={() => setRegion(region.id)} />
              <span>{pick(region)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <dl className={style.know}>
        <dt>
          <Icon name="mic" size={18} />
          <span className="visually-hidden">{say('call.mute')}</span>
        </dt>
        <dd>{say('call.microphone')}</dd>
        <dt>
          <Icon name="promise" size={18} />
          <span className="visually-hidden">{say('call.announcement')}</span>
        </dt>
        <dd>{pick(announcement)}</dd>
      </dl>
      {why ? (
        <p className={style.fault} role="alert">
          {say(`call.${why}`)}
        </p>
      ) : null}
      {start.refusal ? <Trouble refusal={start.refusal} /> : null}
      {isClosed ? (
        <>
          <CallbackForm why={say('call.nobody')} isBusy={start.isBusy} onNumber={(number) => void leaveNumber(number)} />
          <ToChat />
        </>
      ) : (
        <>
          <button type="button" className={`main-act ${style.dial}`} disabled={isOpening || (!open && chosen === undefined)} onClick={() => (open ? void connect() : setChoosing(true))}>
            <Icon name="call" size={20} />
            {isOpening ? say('call.connecting') : open ? say('call.resume-act') : say('call.call')}
          </button>
          {agentsOnline ? <p className={style.small}>{say('call.there', { count: agentsOnline })}</p> : null}
        </>
      )}
    </section>
  )
}

function ToChat() {
  const { say } = usePhrases('portal')
  return (
    <Go to="/chat" className="quiet">
      {say('call.go-chat')}
    </Go>
  )
}
