import { acknowledgeMassReport, type AnswerView, approveAnswer, decideMass, listMasses, type MassDetail, type MassView, readMass, tellMass, withdrawAnswer } from '@shouwen/contract/improvement-mass'
import type { Static } from '@shouwen/contract/operation'
import { readTicketChoices } from '@shouwen/contract/ticket-choices'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import style from './loop.module.css'

const MassForms = lazy(() => import('./mass-forms.tsx').then((part) => ({ default: part.MassForms })))

export type Mass = Static<typeof MassView>
type Detail = Static<typeof MassDetail>
type Answer = Static<typeof AnswerView>

export const massTones: Record<Mass['state'], Tone> = { suspected: 'warn', confirmed: 'bad', dismissed: 'neutral', over: 'good' }

/** What a mass complaint is called, from what its cases have in common. */
export function useMassWords() {
  const { pick } = usePhrases('improvement')
  const choices = useRead(readTicketChoices, {})
  const units = useUnitOptions()
  return useMemo(() => {
    const names = new Map((choices.data?.categories ?? []).map((one) => [one.code, one]))
    const categoryOf = (code: string | null) => {
      const found = code === null ? undefined : names.get(code)
      return found ? pick(found) : (code ?? '—')
    }
    const titleOf = ({ parts }: Mass) => [parts.place ? units.unitName(parts.place) : undefined, parts.product ?? undefined, categoryOf(parts.leaf ?? parts.branch)].filter(Boolean).join(' · ')
    return { categoryOf, titleOf }
  }, [choices.data, units, pick])
}

/** One mass complaint: why it was found, the chain of reporting, and the one voice. @norm FS-31 GV-24 */
export function OneMass({ regionId, massId }: { regionId: number; massId: string }) {
  const { say, pick } = usePhrases('improvement')
  const words = useMassWords()
  const { data, error, refetch } = useRead(readMass, { regionId, massId })
  const [form, setForm] = useState<'report' | 'answer'>()
  if (error && !data) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  const open = data.promises.filter((one) => one.stoppedAt === null)
  return (
    <article className={style.rows}>
      <p className={style.line}>
        <StatusTag tone={massTones[data.state]} settled={data.endedAt !== null}>{say(`mass-state.${data.state}`)}</StatusTag>
        {open.map((one) => <ExplainedPromise key={one.id} promise={one} size="small" named />)}
      </p>
      <p className={style.text}>
        {words.titleOf(data)} · {pick(data.dimension)}
        <br />
        {say('mass.because', { cases: data.caseCount, usual: data.usualPerDay })}
      </p>
      <FieldList
        fields={[
          { label: say('mass.parent'), value: <Link to="/tickets/$ticketId" params={{ ticketId: data.parent.id }}>{data.parent.number}</Link> },
          { label: say('mass.began'), value: <RelativeTime at={data.beganAt} exact /> },
          { label: say('mass.found'), value: <RelativeTime at={data.foundAt} exact /> },
          { label: say('mass.expected'), value: data.expectedAt ? <RelativeTime at={data.expectedAt} exact /> : '—' },
          ...(data.reason ? [{ label: say('mass.reason'), value: data.reason, wide: true }] : [])
        ]}
      />
      <Decide mass={data} />
      <Reports mass={data} />
      <Answers mass={data} />
      {form ? (
        <Suspense>
          <MassForms mass={data} form={form} onDone={() => setForm(undefined)} />
        </Suspense>
      ) : (
        <p className={style.line}>
          {data.can.report ? <Button size="small" onClick={() => setForm('report')}>{say(data.steps.length > 0 ? 'mass.act.report' : 'mass.act.update')}</Button> : null}
          {data.can.answer ? <Button size="small" onClick={() => setForm('answer')}>{say('mass.act.answer')}</Button> : null}
        </p>
      )}
    </article>
  )
}

function Decide({ mass }: { mass: Detail }) {
  const { say } = usePhrases('improvement')
  const decide = useAct(decideMass, { refreshes: [listMasses, readMass] })
  const [asking, setAsking] = useState<'confirmed' | 'dismissed' | 'over'>()
  const [reason, setReason] = useState('')
  if (!mass.can.decide) return null
  if (!asking)
    return (
      <p className={style.line}>
        {mass.state === 'suspected' ? <Button size="small" type="primary" onClick={() => setAsking('confirmed')}>{say('mass.act.confirmed')}</Button> : <Button size="small" type="primary" onClick={() => setAsking('over')}>{say('mass.act.over')}</Button>}
        <Button size="small" onClick={() => setAsking('dismissed')}>{say('mass.act.dismissed')}</Button>
      </p>
    )
  return (
    <form
      className={style.rows}
      onSubmit={(event) => {
        event.preventDefault()
        if (reason.trim()) void decide.act({ regionId: mass.regionId, massId: mass.id, decision: asking, reason: reason.trim() }).then((done) => done && setAsking(undefined))
      }}
    >
      <Input autoFocus value={reason} maxLength={300} aria-label={say(`mass.ask.${asking}`)} placeholder={say(`mass.ask.${asking}`)} onChange={(event) => setReason(event.target.value)} />
      <span className={style.line}>
        <Button size="small" type="primary" htmlType="submit" disabled={reason.trim() === ''} loading={decide.isBusy}>{say(`mass.act.${asking}`)}</Button>
        <Button size="small" onClick={() => setAsking(undefined)}>{say('leave')}</Button>
      </span>
      {decide.refusal ? <RefusalNotice refusal={decide.refusal} inline /> : null}
    </form>
  )
}

function Reports({ mass }: { mass: Detail }) {
  const { say, pick } = usePhrases('improvement')
  const acknowledge = useAct(acknowledgeMassReport, { refreshes: [readMass] })
  return (
    <section className={style.rows} aria-label={say('mass.chain')}>
      <h3 className={style.sub}>{say('mass.chain')}</h3>
      {mass.reports.map((report) => (
        <div key={report.id} className={style.rows}>
          <p className={style.line}>
            <b>{pick(report.stepName)}</b> <RelativeTime at={report.sentAt} />
            <span className={style.small}>{report.sentBy ? `${report.sentBy.name} ${report.sentBy.jobNumber}` : ''}</span>
          </p>
          <p className={style.small}>{say('mass.told', { phenomenon: report.phenomenon, scope: report.scope, handling: report.handling })}</p>
          <p className={style.line}>
            {report.recipients.map((one) =>
              one.at ? (
                <StatusTag key={one.code} tone="good" settled>{say('mass.acknowledged', { who: pick(one.name), by: one.by?.name ?? '' })}</StatusTag>
              ) : (
                <Button key={one.code} size="small" loading={acknowledge.isBusy} onClick={() => void acknowledge.act({ regionId: mass.regionId, massId: mass.id, reportId: report.id, recipient: one.code })}>
                  {say('mass.act.acknowledge', { who: pick(one.name) })}
                </Button>
              )
            )}
          </p>
        </div>
      ))}
      {mass.steps.length > 0 ? <p className={style.small}>{say('mass.still', { steps: mass.steps.map(pick).join('、') })}</p> : null}
      {acknowledge.refusal ? <RefusalNotice refusal={acknowledge.refusal} inline /> : null}
    </section>
  )
}

function Answers({ mass }: { mass: Detail }) {
  const { say } = usePhrases('improvement')
  const tell = useAct(tellMass, { refreshes: [readMass] })
  const approved = mass.answers.some(({ state }) => state === 'approved')
  return (
    <section className={style.rows} aria-label={say('answer.title')}>
      <h3 className={style.sub}>{say('answer.title')}</h3>
      {mass.answers.length === 0 ? <p className={style.small}>{say('answer.none')}</p> : null}
      {mass.answers.filter(({ state }, at) => state !== 'withdrawn' || at === 0).map((answer) => <OneAnswer key={answer.id} answer={answer} regionId={mass.regionId} mayDecide={mass.can.decide} />)}
      {approved && mass.can.decide ? (
        <p className={style.line}>
          <Button size="small" type="primary" loading={tell.isBusy} onClick={() => void tell.act({ regionId: mass.regionId, massId: mass.id })}>{say('answer.tell', { count: mass.caseCount })}</Button>
        </p>
      ) : null}
      {tell.refusal ? <RefusalNotice refusal={tell.refusal} inline /> : null}
    </section>
  )
}

/** One wording and where it stands. @norm GV-24 */
export function OneAnswer({ answer, regionId, mayDecide }: { answer: Answer; regionId: number; mayDecide?: boolean }) {
  const { say, language } = usePhrases('improvement')
  const approve = useAct(approveAnswer, { refreshes: [readMass] })
  const withdraw = useAct(withdrawAnswer, { refreshes: [readMass] })
  return (
    <div className={style.rows}>
      <p className={style.line}>
        <StatusTag tone={answer.state === 'approved' ? 'good' : 'neutral'} settled={answer.state !== 'draft'}>{say(`answer.state.${answer.state}`)}</StatusTag>
        <span className={style.small}>{say('answer.version', { version: answer.version })}</span>
        {answer.toldCount > 0 ? <span className={style.small}>{say('answer.told', { count: answer.toldCount })}</span> : null}
      </p>
      <p className={style.quote}>{language === 'en' ? answer.en : answer.zh}</p>
      <p className={style.small}>
        {[answer.partner ? say('answer.partner', { partner: answer.partner }) : '', answer.dataSource ? say('answer.data', { source: answer.dataSource }) : '', answer.writtenBy ? say('answer.by', { who: answer.writtenBy.name }) : '', answer.approvedBy ? say('answer.approved-by', { who: answer.approvedBy.name }) : ''].filter(Boolean).join(' · ')}
      </p>
      <p className={style.line}>
        {answer.canApprove ? <Button size="small" type="primary" loading={approve.isBusy} onClick={() => void approve.act({ regionId, answerId: answer.id })}>{say('answer.approve')}</Button> : null}
        {mayDecide && answer.state === 'approved' ? <Button size="small" type="text" loading={withdraw.isBusy} onClick={() => void withdraw.act({ regionId, answerId: answer.id, reason: say('answer.withdrawn-here') })}>{say('answer.withdraw')}</Button> : null}
      </p>
      {(approve.refusal ?? withdraw.refusal) ? <RefusalNotice refusal={(approve.refusal ?? withdraw.refusal) as NonNullable<typeof approve.refusal>} inline /> : null}
    </div>
  )
}
