import { type RoutingDecision, whyNotMe, whyOffered } from '@shouwen/contract/floor-decisions'
import { floorState } from '@shouwen/contract/floor-state'
import type { OutputOf, Static } from '@shouwen/contract/operation'
import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import { lengthOf } from '#ui/time.ts'
import style from './decisions.module.css'
import { FloorTrail } from './floor-trail.tsx'

const tones: Record<string, Tone> = { accepted: 'good', unanswered: 'bad', declined: 'warn', 'desk-left': 'warn', withdrawn: 'neutral' }

/** Why a contact went to whom it went, decision by decision, what holds it now, and why it did not come to somebody. @norm CC-05 */
export function Decisions() {
  const { say } = usePhrases('floor')
  const { contactId } = useParams({ strict: false }) as { contactId: string }
  const { regionId } = useSession().staff
  const why = useRead(whyOffered, { regionId, contactId })
  const decisions = why.data?.decisions ?? []
  return (
    <Page title={say('why.title')} trail={<FloorTrail />} isLoading={!why.data} error={why.data ? undefined : why.error} onRetry={() => void why.refetch()}>
      <div className={style.page}>
        <div className={style.ledger}>
          {why.data?.waiting ? <Waiting waiting={why.data.waiting} /> : null}
          {decisions.length === 0 && !why.data?.waiting ? <EmptyState compact title={say('why.none')} /> : null}
          <ol className={style.list}>
            {decisions.toReversed().map((one) => (
              <Decision key={one.at + one.person.id} decision={one} />
            ))}
          </ol>
        </div>
        <WhyNot contactId={contactId} regionId={regionId} />
      </div>
    </Page>
  )
}

function Decision({ decision }: { decision: Static<typeof RoutingDecision> }) {
  const { say, pick, language } = usePhrases('floor')
  const { person, way, rule, ruleId, step, score, waitedSeconds, eligible, why, passedOver, outcome, viaQueue } = decision
  return (
    <li className={style.decision}>
      <h2>
        {person.jobNumber} {person.name}
        <StatusTag tone={outcome ? (tones[outcome] ?? 'neutral') : 'info'} settled={outcome !== null}>
          {outcome ? say(`outcome.${outcome}`) : say('outcome.open')}
        </StatusTag>
        <RelativeTime at={decision.at} exact />
      </h2>
      <p className={style.reason}>{pick(why)}</p>
      <dl>
        <Fact name={say('why.way')}>{say(`way.${way}`)}</Fact>
        <Fact name={say('why.rule')}>
          {rule ? pick(rule) : ruleId} · {say('why.step', { n: step + 1 })}
        </Fact>
        <Fact name={say('why.waited')}>{lengthOf(waitedSeconds * 1000, language)}</Fact>
        {way === 'offered' ? (
          <>
            <Fact name={say('why.eligible')}>{say('why.people', { n: eligible })}</Fact>
            <Fact name={say('why.score')}>{score.toFixed(2)}</Fact>
          </>
        ) : null}
        {viaQueue ? <Fact name={say('why.via')}>{viaQueue}</Fact> : null}
      </dl>
      {passedOver.length > 0 ? (
        <>
          <h3>{say('why.passed-over')}</h3>
          <ol className={style.passed}>
            {passedOver.map((one) => (
              <li key={one.person.id}>
                <b>
                  {one.person.jobNumber} {one.person.name}
                </b>
                {pick(one.reason)}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </li>
  )
}

function Waiting({ waiting }: { waiting: NonNullable<OutputOf<typeof whyOffered>['waiting']> }) {
  const { say } = usePhrases('floor')
  return (
    <section className={style.now}>
      <StatusTag tone="warn">{say('why.waits')}</StatusTag>
      {say('why.waits-text', { position: waiting.position, fitting: waiting.fitting, ready: waiting.ready, rule: waiting.ruleId, step: waiting.step + 1 })} <RelativeTime at={waiting.enteredAt} />
    </section>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** "Why not me", and for a supervisor: why not her. */
function WhyNot({ contactId, regionId }: { contactId: string; regionId: number }) {
  const { say, pick } = usePhrases('floor')
  const { staff } = useSession()
  const may = useCan()
  const [staffId, choose] = useState('')
  const mayAsk = may('contact.answer')
  const floor = useRead(floorState, { regionId }, { enabled: mayAsk })
  const others = (floor.data?.seats ?? []).filter((seat) => seat.person.id !== staff.id)
  const answer = useRead(whyNotMe, { regionId, contactId, ...(staffId ? { staffId } : {}) }, { enabled: mayAsk, keep: true })
  if (!mayAsk) return null
  return (
    <section className={style.whyNot} aria-label={say('why-not.title')}>
      <h2>{say('why-not.title')}</h2>
      <select aria-label={say('why-not.who')} value={staffId} onChange={({ target }) => choose(target.value)}>
        <option value="">{say('why-not.me')}</option>
        {others.map(({ person }) => (
          <option key={person.id} value={person.id}>
            {person.jobNumber} {person.name}
          </option>
        ))}
      </select>
      {answer.error ? <RefusalNotice refusal={answer.error} inline /> : null}
      {answer.data ? (
        <>
          <p className={style.quiet}>
            {say(`why-not.${answer.data.seen}`)} <RelativeTime at={answer.data.at} exact />
            {answer.data.chosen && !answer.data.isChosen ? ` · ${say('why-not.went-to', { name: `${answer.data.chosen.jobNumber} ${answer.data.chosen.name}` })}` : ''}
          </p>
          {answer.data.isChosen ? <p>{say('why-not.is-chosen')}</p> : null}
          <ul>
            {answer.data.reasons.map((reason) => (
              <li key={reason.code}>{pick(reason)}</li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  )
}
