import { beginOutbound, giveBackTarget, listMyTargets } from '@shouwen/contract/outbound'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { AudienceWords } from './campaign-panel.tsx'
import style from './outbound.module.css'
import { useOutboundWords } from './outbound-words.ts'
import { ResultForm } from './result-form.tsx'
import type { Target } from './work-desk.tsx'

/** The customer in hand: who it is, why they are on the list, the words to say, how it went before; then the call and its result. */
export function TargetCard({ target }: { target: Target }) {
  const { say } = usePhrases('outbound')
  const { purpose, result } = useOutboundWords()
  const begin = useAct(beginOutbound, { refreshes: [listMyTargets] })
  const giveBack = useAct(giveBackTarget, { refreshes: [listMyTargets] })
  const [number, setNumber] = useState<string>()
  const start = async () => {
    const begun = await begin.act({ targetId: target.id, channel: target.channel })
    if (!begun) return
    if (begun.number) setNumber(begun.number)
    if (begun.sms) toast({ text: say(begun.sms.reason === 'no-gateway' ? 'sms-waits' : 'sms-queued'), ...(begun.sms.reason ? {} : { tone: 'good' as const }) })
  }
  const { customer } = target
  const refusal = begin.refusal ?? giveBack.refusal
  return (
    <article className={style.card} aria-label={customer.name}>
      <header className={style.row}>
        <h2>
          <Link to="/customers/$regionId/$customerId" params={{ regionId: String(target.regionId), customerId: customer.id }}>
            {customer.name}
          </Link>
        </h2>
        {customer.vip ? <StatusTag tone="accent">VIP</StatusTag> : null}
        <span className={style.quiet}>{[say(`grade.${customer.grade}`), customer.number].join(' · ')}</span>
        <span className={style.spring} />
        <span className={style.quiet}>{say('tries', { count: target.tries + 1, most: target.mostTries })}</span>
      </header>
      <p className={style.why}>
        <Icon name="check" size={14} />
        <span>
          {say('why-this', { purpose: purpose(target.purpose), consent: say(`consent-of.${target.why.consent}`) })}{' '}
          {target.why.consentAt ? <RelativeTime at={target.why.consentAt} /> : null} · <AudienceWords campaign={target.why} />
        </span>
      </p>
      <blockquote className={style.words}>{customer.language === 'en' ? target.script.en : target.script.zh}</blockquote>
      {target.former.length > 0 ? (
        <ul className={style.former} aria-label={say('former')}>
          {target.former.map((one) => (
            <li key={one.at}>
              <RelativeTime at={one.at} /> {purpose(one.purpose)} · {result(one.result)}
              {one.note ? ` · ${one.note}` : ''}
            </li>
          ))}
        </ul>
      ) : null}
      {target.contactId ? (
        <>
          {number ? (
            <p className={style.number}>
              <Icon name="call" size={18} />
              <a href={`tel:${number}`}>{number}</a>
              <span className={style.quiet}>{say('dial')}</span>
            </p>
          ) : target.channel === 'phone' ? (
            <p className={style.row}>
              <Button loading={begin.isBusy} onClick={() => void start()}>
                {say('show-number')}
              </Button>
            </p>
          ) : null}
          <ResultForm contactId={target.contactId} />
        </>
      ) : (
        <p className={style.row}>
          <Button type="primary" icon={<Icon name={target.channel === 'phone' ? 'call' : 'send'} size={15} />} loading={begin.isBusy} onClick={() => void start()}>
            {say(target.channel === 'phone' ? 'call' : 'write')}
          </Button>
          <Button loading={giveBack.isBusy} onClick={() => void giveBack.act({ targetId: target.id })}>
            {say('give-back')}
          </Button>
        </p>
      )}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </article>
  )
}
