import { readCaseFacts } from '@shouwen/contract/handling-verify'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import { CustomerFacts } from './customer-facts.tsx'
import { DiagnoseForm } from './diagnose-form.tsx'
import style from './handling.module.css'
import { SignalTestForm } from './signal-test-form.tsx'

export type CaseFacts = OutputOf<typeof readCaseFacts>

/** Everything a verification looks at on one page, and what it found. @norm TK-15 TK-21 */
export function VerifyPart({ ticketId, page: { ticket } }: CaseTabProps) {
  const { data, error, refetch } = useRead(readCaseFacts, { ticketId })
  if (error) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  const canWork = !['closed', 'cancelled', 'rejected'].includes(ticket.status)
  return (
    <div className={style.flow}>
      <Diagnoses ticketId={ticketId} facts={data} canWork={canWork} />
      <CustomerFacts ticket={ticket} />
      <Tests ticketId={ticketId} facts={data} canWork={canWork} />
      <Network facts={data} />
      <Messages facts={data} />
    </div>
  )
}

function Diagnoses({ ticketId, facts, canWork }: { ticketId: string; facts: CaseFacts; canWork: boolean }) {
  const { say, pick } = usePhrases('handling')
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={style.part}>
      <h2>{say('diagnosis.title')}</h2>
      {facts.diagnoses.length === 0 && !isOpen ? <p className={style.quiet}>{say('diagnosis.none')}</p> : null}
      <ul className={style.items}>
        {facts.diagnoses.map((one, at) => (
          <li key={one.id} className={style.item}>
            <div className={style.line}>
              <strong>
                {say(`root.${one.rootCause}`)}
                {one.cause ? ` · ${pick(one.cause)}` : ''}
              </strong>
              <StatusTag tone={at === 0 ? (one.trueToFact === 'not' ? 'neutral' : 'warn') : 'neutral'} settled={at === 0}>
                {say(at === 0 ? `true.${one.trueToFact}` : 'diagnosis.former')}
              </StatusTag>
            </div>
            <p className={style.text}>{one.summary}</p>
            {one.evidence.map((each) => (
              <p key={`${each.kind.code}${each.note}`} className={style.quiet}>
                {say('pair', { label: pick(each.kind), value: each.ref ? `${each.note} (${each.ref})` : each.note })}
              </p>
            ))}
            {one.person ? <p className={style.quiet}>{say('diagnosis.person', { who: `${one.person.name} ${one.person.jobNumber}` })}</p> : null}
            <small className={style.quiet}>
              {one.by ? `${one.by.name} ${one.by.jobNumber} · ` : ''}
              <RelativeTime at={one.at} />
            </small>
          </li>
        ))}
      </ul>
      {isOpen ? (
        <DiagnoseForm ticketId={ticketId} facts={facts} onDone={() => setOpen(false)} />
      ) : canWork ? (
        <div className={style.acts}>
          <Button type={facts.diagnoses.length === 0 ? 'primary' : 'default'} onClick={() => setOpen(true)}>
            {say(facts.diagnoses.length === 0 ? 'diagnosis.make' : 'diagnosis.again')}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function Tests({ ticketId, facts, canWork }: { ticketId: string; facts: CaseFacts; canWork: boolean }) {
  const { say, pick } = usePhrases('handling')
  const [isOpen, setOpen] = useState(false)
  return (
    <section className={style.part}>
      <h2>{say('test.title')}</h2>
      {facts.tests.length === 0 && !isOpen ? <p className={style.quiet}>{say('test.none')}</p> : null}
      <ul className={style.items}>
        {facts.tests.map((one) => (
          <li key={one.id} className={style.item}>
            <div className={style.line}>
              <strong>{one.place}</strong>
              <span className={style[one.verdict]}>{say(`verdict.${one.verdict}`)}</span>
            </div>
            <div className={style.readings}>
              {one.readings.map((each) => (
                <span key={each.code} className={style[each.verdict]} title={say(`verdict.${each.verdict}`)}>
                  {pick(each)} {each.value}
                  {each.unit ? ` ${each.unit}` : ''}
                </span>
              ))}
            </div>
            <small className={style.quiet}>
              {pick(one.technology)} · {say(one.indoor ? 'test.indoor' : 'test.outdoor')} · <RelativeTime at={one.testedAt} />
              {one.by ? ` · ${one.by.name}` : ''}
            </small>
            {one.note ? <p className={style.text}>{one.note}</p> : null}
          </li>
        ))}
      </ul>
      {isOpen ? (
        <SignalTestForm ticketId={ticketId} facts={facts} onDone={() => setOpen(false)} />
      ) : canWork ? (
        <div className={style.acts}>
          <Button onClick={() => setOpen(true)}>{say('test.record')}</Button>
        </div>
      ) : null}
    </section>
  )
}

function Network({ facts }: { facts: CaseFacts }) {
  const { say, pick } = usePhrases('handling')
  return (
    <section className={style.part}>
      <h2>
        {say('network.title')}{' '}
        <small>
          {say('network.since')} <RelativeTime at={facts.from} />
        </small>
      </h2>
      {facts.notices.length === 0 ? <p className={style.quiet}>{say('network.none')}</p> : null}
      <ul className={style.items}>
        {facts.notices.map((one) => (
          <li key={one.id} className={style.item}>
            <span>{pick(one)}</span>
            <small className={style.quiet}>
              <RelativeTime at={one.startsAt} exact /> – <RelativeTime at={one.endsAt} exact />
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Messages({ facts }: { facts: CaseFacts }) {
  const { say } = usePhrases('handling')
  return (
    <section className={style.part}>
      <h2>{say('sms.title')}</h2>
      {facts.messages.length === 0 ? <p className={style.quiet}>{say('sms.none')}</p> : null}
      <ul className={style.items}>
        {facts.messages.map((one) => (
          <li key={one.id} className={style.item}>
            <div className={style.line}>
              <span className={style.text}>{one.body}</span>
              <StatusTag tone={one.state === 'delivered' ? 'good' : one.state === 'failed' ? 'bad' : 'neutral'} settled={one.settledAt !== null}>
                {say(`sms.state.${one.state}`)}
              </StatusTag>
            </div>
            <small className={style.quiet}>
              <RelativeTime at={one.at} exact />
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
