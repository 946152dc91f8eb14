import { listSecretaryMessages, type SecretaryMessageView } from '@shouwen/contract/secretary'
import type { Static } from '@shouwen/contract/operation'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import style from './secretary.module.css'

type Message = Static<typeof SecretaryMessageView>
const tones: Record<string, Tone> = { queued: 'warn', sent: 'info', delivered: 'good', failed: 'bad', bounced: 'bad', suppressed: 'bad' }

/** What the desk took down, and how far each message is: never shown as sent when it waits. */
export function SentMessages() {
  const { say, pick } = usePhrases('secretary')
  const messages = useReadPages(listSecretaryMessages, { limit: 30 })
  return (
    <aside className={style.side} aria-label={say('taken')}>
      <h2>{say('taken')}</h2>
      {messages.items.length === 0 && !messages.isLoading ? <p className={style.quiet}>{say('taken-none')}</p> : null}
      <ul>
        {messages.items.map((one) => (
          <li key={one.id}>
            <p className={style.row}>
              <strong>{pick(one.ownerTitle)}</strong>
              {one.urgent ? <StatusTag tone="bad">{say('urgent')}</StatusTag> : null}
              <span className={style.spring} />
              <RelativeTime at={one.takenAt} />
            </p>
            <p className={style.content}>
              {one.callerName}
              {one.callerNumber ? ` ${one.callerNumber}` : ''}：{one.content}
            </p>
            <Delivery message={one} />
          </li>
        ))}
      </ul>
    </aside>
  )
}

function Delivery({ message: { sms, mail, readAt } }: { message: Message }) {
  const { say } = usePhrases('secretary')
  return (
    <p className={style.row}>
      {sms ? (
        <StatusTag tone={tones[sms.state]} settled={sms.state === 'delivered'}>
          {say('sms-state', { state: say(`delivery.${sms.state}`) })}
        </StatusTag>
      ) : null}
      {sms?.state === 'queued' && sms.reason === 'no-gateway' ? <span className={style.quiet}>{say('no-gateway')}</span> : null}
      {mail ? (
        <StatusTag tone={tones[mail.state]} settled={mail.state === 'sent'}>
          {say('mail-state', { state: say(`delivery.${mail.state}`) })}
        </StatusTag>
      ) : null}
      {mail?.state === 'queued' && mail.reason === 'no-mail-server' ? <span className={style.quiet}>{say('no-mail-server')}</span> : null}
      {readAt ? <StatusTag tone="good" settled>{say('seen')}</StatusTag> : null}
    </p>
  )
}
