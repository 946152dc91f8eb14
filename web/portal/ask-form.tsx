import { type FormEvent, useRef, useState } from 'react'
import { newIdempotencyKey } from '#lib/call.ts'
import { Icon } from '#ui/icon.tsx'
import { isComposing } from '#ui/shortcuts.ts'
import { useAct } from './act.ts'
import style from './ask-form.module.css'
import { at } from './operations.ts'
import { usePhrases } from './phrases.tsx'
import { go } from './place.tsx'
import { refresh, useRead } from './read.ts'
import { Trouble, Waiting } from './states.tsx'
import type { Customer } from './who.ts'

/** The first question: words and one press. Who asks and how to reach them may be added; nothing of it is needed. */
export function AskForm({
  customer,
  ticketId,
  menu,
  focus,
  onRegion
}: {
  customer: Customer | undefined
  ticketId?: string
  /** What the menu was answered with before. */
  menu?: string
  focus?: boolean
  onRegion?: (regionId: number) => void
}) {
  const { say, pick, language } = usePhrases('portal')
  const door = useRead(at.chatDoor, {})
  const start = useAct(at.startChat, [at.listMyConversations])
  const key = useRef(newIdempotencyKey())
  const [body, setBody] = useState('')
  const [regionId, setRegion] = useState<number>()
  const [more, setMore] = useState({ name: '', contact: '', serviceNumber: '' })
  const [isMissing, setMissing] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  if (door.error && !door.data) return <Trouble refusal={door.error} onRetry={door.retry} />
  if (!door.data) return <Waiting />
  const { regions, consent, limits } = door.data
  const chosen = customer?.regionId ?? door.data.regionId ?? regionId
  const choose = (id: number) => {
    setRegion(id)
    onRegion?.(id)
  }
  const send = async (event?: FormEvent) => {
    event?.preventDefault()
    if (body.trim() === '' || start.isBusy) return
    if (chosen === undefined && more.serviceNumber.trim() === '') return setMissing(true)
    const given = Object.fromEntries(
      Object.entries(more).flatMap(([name, value]) => (value.trim() === '' || customer ? [] : [[name, value.trim()]]))
    )
    const started = await start.act({
      body: body.trim(),
      clientKey: key.current,
      consentVersion: consent.version,
      language,
      ...(chosen === undefined ? {} : { regionId: chosen }),
      ...(ticketId ? { ticketId } : {}),
      ...(menu && !ticketId ? { menu } : {}),
      ...given
    })
    // The text about data changed while the page stood open: show the new one.
    if (!started) return refresh(at.chatDoor)
    go('/chat')
  }
  return (
    <form ref={form} className={`card ${style.ask}`} onSubmit={(event) => void send(event)}>
      <h2>{ticketId ? say('ask.about-ticket') : say('ask.title')}</h2>
      {customer || regions.length < 2 || door.data.regionId !== null ? null : (
        <fieldset className={style.regions} aria-invalid={isMissing && chosen === undefined}>
          <legend>{say('ask.region')}</legend>
          {regions.map((region) => (
            <label key={region.id}>
              <input type="radio" name="region" checked={chosen === region.id} onChange={() => choose(region.id)} />
              <span>{pick(region)}</span>
            </label>
          ))}
          {isMissing && chosen === undefined ? <p role="alert">{say('ask.region-missing')}</p> : null}
        </fieldset>
      )}
      <textarea
        // biome-ignore lint/a11y/noAutofocus: the reader pressed a button to write here
        autoFocus={focus}
        rows={4}
        value={body}
        maxLength={limits.messageLength}
        aria-label={say('ask.words')}
        placeholder={say('ask.placeholder')}
        onChange={(event) => setBody(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !isComposing(event.nativeEvent)) void send()
        }}
      />
      {customer ? null : (
        <details className={style.more}>
          <summary>{say('ask.more')}</summary>
          <div>
            <label className="field">
              <span>{say('ask.name')}</span>
              <input
                value={more.name}
                maxLength={80}
                autoComplete="name"
                onChange={(event) => setMore({ ...more, name: event.target.value })}
              />
            </label>
            <label className="field">
              <span>{say('ask.service-number')}</span>
              <input
                value={more.serviceNumber}
                maxLength={40}
                inputMode="tel"
                onChange={(event) => setMore({ ...more, serviceNumber: event.target.value })}
              />
            </label>
            <label className="field">
              <span>{say('ask.contact')}</span>
              <input
                value={more.contact}
                maxLength={200}
                autoComplete="email"
                onChange={(event) => setMore({ ...more, contact: event.target.value })}
              />
              <small>{say('ask.contact-why')}</small>
            </label>
          </div>
        </details>
      )}
      {start.refusal ? <Trouble refusal={start.refusal} /> : null}
      <button type="submit" className={`main-act ${style.send}`} disabled={body.trim() === '' || start.isBusy}>
        <Icon name="send" />
        {say(start.isBusy ? 'ask.sending' : 'ask.send')}
      </button>
      <p className={style.consent}>{say('ask.consent', { text: pick(consent) })}</p>
    </form>
  )
}
