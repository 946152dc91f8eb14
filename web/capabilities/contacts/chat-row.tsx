import { factsOf, type ServerPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { Icon, type IconName } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { PromiseBadge } from '#ui/promise-badge.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { countdownOf } from '#ui/time.ts'
import style from './chat-list.module.css'
import { waits } from './chat-list.tsx'
import type { ContactLine } from './offer-card.tsx'
import { PartyName } from './party-name.tsx'

/** Of each channel the sign it is known by. */
export const channelIcons: Record<ContactLine['channel'], IconName> = {
  chat: 'chat',
  email: 'mail',
  api: 'webhook',
  phone: 'call',
  hall: 'hall',
  social: 'globe',
  letter: 'file'
}

/** One conversation of mine: who, the last word, how long they wait for mine, the ticket's next promise. */
export function ChatRow({
  line,
  promise,
  isOpen,
  onOpen
}: {
  line: ContactLine
  promise: ServerPromise | undefined
  isOpen: boolean
  onOpen: () => void
}) {
  const { say, language } = usePhrases('contacts')
  const nowMs = useNow(waits(line) ? 1_000 : 60_000)
  return (
    <button
      type="button"
      className={`${style.row} ${isOpen ? style.open : ''}`}
      aria-current={isOpen ? 'true' : undefined}
      onClick={onOpen}
    >
      <span className={style.line}>
        <Icon name={channelIcons[line.channel]} size={15} label={say(`channel.${line.channel}`)} />
        <PartyName party={line.party} />
        <span className={style.end}>
          {waits(line) && line.lastCustomerAt ? (
            <span className={style.waits} title={say('list.waits')}>
              <Icon name="clock" size={12} />
              {countdownOf(nowMs - Date.parse(line.lastCustomerAt), language)}
            </span>
          ) : (
            <RelativeTime at={line.lastMessageAt} />
          )}
        </span>
      </span>
      <span className={style.line}>
        <span className={style.preview}>{line.preview || line.subject}</span>
        {line.unread > 0 ? (
          <span className={style.unread} aria-label={say('list.unread', { count: line.unread })}>
            {line.unread > 99 ? '99+' : line.unread}
          </span>
        ) : null}
      </span>
      <span className={style.line}>
        {promise ? <PromiseBadge {...factsOf(promise)} size="small" /> : null}
        <span className={style.number}>{line.ticketNumber}</span>
        {line.state === 'away' ? <span className={style.mail}>{say('state.away')}</span> : null}
        {line.confirmation ? <span className={style.mail}>{say(`confirmation.${line.confirmation}`)}</span> : null}
      </span>
    </button>
  )
}
