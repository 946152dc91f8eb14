import type { readContact } from '@shouwen/contract/contact-lists'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhone } from '#ui/use-phone.ts'
import style from './conversation.module.css'
import { PartyName } from './party-name.tsx'
import type { DeskSearch } from './routes.ts'

export type ContactFacts = OutputOf<typeof readContact>
type Panel = DeskSearch['panel']

const tones: Record<string, Tone> = {
  waiting: 'warn',
  offered: 'warn',
  active: 'good',
  away: 'info',
  closed: 'neutral'
}

/** Who it is, where it stands, the promises that are not done yet, and what can be done with it. */
export function ConversationHead({
  facts,
  panel,
  onPanel,
  onBack
}: {
  facts: ContactFacts
  panel: Panel
  onPanel: (panel: Panel) => void
  onBack: (() => void) | undefined
}) {
  const { say } = usePhrases('contacts')
  const phone = usePhone()
  const { contact, abilities } = facts
  const can = new Set(abilities)
  const toggle = (name: Panel) => onPanel(panel === name ? undefined : name)
  useShortcut('t', say('transfer.title'), () => toggle('transfer'), {
    group: say('title'),
    enabled: can.has('transfer')
  })
  useShortcut('e', say('close.title'), () => toggle('close'), { group: say('title'), enabled: can.has('close') })
  const act = (name: 'transfer' | 'close', icon: 'right' | 'check') =>
    phone ? (
      <IconButton icon={icon} label={say(`${name}.title`)} pressed={panel === name} onClick={() => toggle(name)} />
    ) : (
      <Button icon={<Icon name={icon} size={15} />} aria-pressed={panel === name} onClick={() => toggle(name)}>
        {say(`${name}.title`)}
      </Button>
    )
  return (
    <header className={style.head}>
      {onBack ? <IconButton icon="back" label={say('back')} onClick={onBack} /> : null}
      <div className={style.who}>
        <h2 style={{ fontSize: 15 }}>
          <PartyName party={contact.party} />
        </h2>
        <div className={style.facts}>
          <StatusTag tone={tones[contact.state]} settled={contact.state === 'closed'}>
            {say(`state.${contact.state}`)}
          </StatusTag>
          {contact.subReason ? <StatusTag tone="warn">{say(`sub-reason.${contact.subReason}`)}</StatusTag> : null}
          {contact.ticketId ? (
            <Link to="/tickets/$ticketId" params={{ ticketId: contact.ticketId }}>
              {contact.ticketNumber}
            </Link>
          ) : null}
        </div>
      </div>
      <div className={style.promises}>
        {facts.promises
          .filter((one) => one.state === 'running' || one.state === 'paused')
          .map((one) => (
            <ExplainedPromise key={one.id} promise={one} named />
          ))}
      </div>
      <div className={style.acts}>
        {contact.ticketId && can.has('note') ? (
          <IconButton icon="undo" label={say('wrong-answer.title')} pressed={panel === 'wrong-answer'} onClick={() => toggle('wrong-answer')} />
        ) : null}
        {can.has('transfer') ? act('transfer', 'right') : null}
        {can.has('close') ? act('close', 'check') : null}
        {phone ? (
          <IconButton
            icon="person"
            label={say('brief.title')}
            pressed={panel === 'brief'}
            onClick={() => toggle('brief')}
          />
        ) : null}
      </div>
    </header>
  )
}
