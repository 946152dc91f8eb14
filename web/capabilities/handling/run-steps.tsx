import { handUp, leaveStepOut, listRuns, RunView, takeStep } from '@shouwen/contract/handling-procedures'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input, Popover, Radio } from 'antd'
import { useState } from 'react'
import { readTicket } from '@shouwen/contract/tickets'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './handling.module.css'
import { ReceptionSignature, SignedRecord } from './reception-signature.tsx'

export type Run = Static<typeof RunView>
type Step = Run['steps'][number]

/** The steps of a run; the one whose turn it is is open. @norm TK-22 TK-24 TK-25 TK-27 TK-59 */
export function RunSteps({ ticketId, run, canWork }: { ticketId: string; run: Run; canWork: boolean }) {
  const { say, pick } = usePhrases('handling')
  return (
    <>
      <ol className={style.steps}>
        {run.steps
          .filter((step) => step.state !== 'not-needed')
          .map((step, at) => (
            <li key={step.code} className={`${style.step} ${step.state === 'done' ? style.done : step.state === 'open' ? style.open : ''}`} aria-current={step.state === 'open' ? 'step' : undefined}>
              <span className={style.mark} aria-hidden>
                {step.state === 'done' ? <Icon name="check" size={13} /> : step.state === 'left-out' ? '–' : at + 1}
              </span>
              <div className={style.body}>
                <div className={style.line}>
                  <strong className={step.state === 'later' ? style.later : undefined}>{pick(step)}</strong>
                  {step.at ? <RelativeTime at={step.at} exact /> : null}
                </div>
                {step.state === 'open' && canWork ? <OpenStep key={step.code} ticketId={ticketId} run={run} step={step} /> : <StepSaid step={step} />}
              </div>
            </li>
          ))}
      </ol>
      {run.record ? <SignedRecord record={run.record} /> : null}
      {run.steps.some(({ state }) => state === 'not-needed') ? <p className={style.quiet}>{say('run.not-needed', { steps: run.steps.filter(({ state }) => state === 'not-needed').map((step) => pick(step)).join('、') })}</p> : null}
    </>
  )
}

/** What was done in a step and what proves it. */
function StepSaid({ step }: { step: Step }) {
  const { say, pick } = usePhrases('handling')
  if (step.state === 'left-out') return <span className={style.quiet}>{say('run.left-out', { reason: step.reason ?? '' })}</span>
  if (step.state !== 'done') return null
  return (
    <>
      {step.fields.map((field) => {
        const value = step.answers[field.code]
        if (value === undefined || value === '') return null
        return (
          <span key={field.code} className={style.quiet}>
            {say('pair', { label: pick(field), value: typeof value === 'boolean' ? say(value ? 'yes' : 'no') : value })}
          </span>
        )
      })}
      {step.found.map((one) => (
        <small key={one.kind} className={style.quiet}>
          {one.kind === 'call' ? say('found.call', { at: clock(one.offsetSeconds ?? 0) }) : say(`found.${one.kind}`)}
        </small>
      ))}
    </>
  )
}

const clock = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

function OpenStep({ ticketId, run, step }: { ticketId: string; run: Run; step: Step }) {
  const { say, pick } = usePhrases('handling')
  const at = { ticketId, runId: run.id, step: step.code }
  const take = useAct(takeStep, { refreshes: [listRuns] })
  const [answers, setAnswers] = useState<Record<string, string | boolean>>({})
  const set = (code: string, value: string | boolean) => setAnswers({ ...answers, [code]: value })
  const isReady = step.fields.every(({ code, required }) => !required || (answers[code] !== undefined && answers[code] !== ''))
  return (
    <>
      <span className={style.quiet}>{pick(step.guide)}</span>
      {step.scripts.map((script) => (
        <p key={script.zh} className={style.script}>
          {pick(script).replaceAll('<', '〔').replaceAll('>', '〕')}
        </p>
      ))}
      {step.needs === 'signature' && !run.record ? <ReceptionSignature ticketId={ticketId} run={run} /> : null}
      {step.needs === 'handed-up' ? <HandUp ticketId={ticketId} /> : null}
      {step.needs === 'customer-released' || step.needs === 'answer-or-promise' || step.needs === 'promise' || step.needs === 'restated' ? <small className={style.quiet}>{say(`needs.${step.needs}`)}</small> : null}
      {step.fields.map((field) =>
        field.type === 'yes-no' ? (
          <Labelled key={field.code} label={pick(field)} required={field.required}>
            {(ids) => (
              <Radio.Group
                {...ids}
                value={answers[field.code] ?? null}
                onChange={(event) => set(field.code, event.target.value as boolean)}
                options={[
                  { value: true, label: say('yes') },
                  { value: false, label: say('no') }
                ]}
              />
            )}
          </Labelled>
        ) : (
          <Labelled key={field.code} label={pick(field)} required={field.required}>
            {(ids) =>
              field.type === 'line' ? (
                <Input {...ids} value={String(answers[field.code] ?? '')} maxLength={200} onChange={(event) => set(field.code, event.target.value)} />
              ) : (
                <Input.TextArea {...ids} value={String(answers[field.code] ?? '')} maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => set(field.code, event.target.value)} />
              )
            }
          </Labelled>
        )
      )}
      {take.refusal ? <RefusalNotice refusal={take.refusal} inline /> : null}
      <div className={style.acts}>
        <Button type="primary" loading={take.isBusy} disabled={!isReady || (step.needs === 'signature' && !run.record)} onClick={() => void take.act({ ...at, answers })}>
          {say('run.done')}
        </Button>
        <LeaveOut at={at} />
      </div>
    </>
  )
}

function LeaveOut({ at }: { at: { ticketId: string; runId: string; step: string } }) {
  const { say } = usePhrases('handling')
  const leave = useAct(leaveStepOut, { refreshes: [listRuns] })
  const [reason, setReason] = useState('')
  return (
    <Popover
      trigger="click"
      content={
        <form
          className={style.form}
          style={{ width: 280 }}
          onSubmit={(event) => {
            event.preventDefault()
            void leave.act({ ...at, reason: reason.trim() })
          }}
        >
          <Input autoFocus aria-label={say('reason')} placeholder={say('reason')} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
          {leave.refusal ? <RefusalNotice refusal={leave.refusal} inline /> : null}
          <Button htmlType="submit" loading={leave.isBusy} disabled={reason.trim() === ''}>
            {say('run.leave-out')}
          </Button>
        </form>
      }
    >
      <Button type="text">{say('run.leave-out')}</Button>
    </Popover>
  )
}

function HandUp({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('handling')
  const up = useAct(handUp, { refreshes: [listRuns, readTicket] })
  const [reason, setReason] = useState('')
  const submit = async () => {
    const done = await up.act({ ticketId, reason: reason.trim() })
    if (done) toast({ text: say('hand-up.done', { who: `${done.to.name} ${done.to.jobNumber}` }), tone: 'good' })
  }
  return (
    <div className={style.form}>
      <Labelled label={say('hand-up.reason')} hint={say('hand-up.hint')} required>
        {(ids) => <Input {...ids} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />}
      </Labelled>
      {up.refusal ? <RefusalNotice refusal={up.refusal} inline /> : null}
      <div className={style.acts}>
        <Button loading={up.isBusy} disabled={reason.trim() === ''} onClick={() => void submit()}>
          {say('hand-up.act')}
        </Button>
      </div>
    </div>
  )
}
