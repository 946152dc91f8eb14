import type { Static } from '@shouwen/contract/operation'
import type { Compensation } from '@shouwen/contract/ticket-schemas'
import { Input, InputNumber, Select } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import type { TicketPageData } from './ticket-page.tsx'
import { optionsOf } from './ticket-words.ts'
import style from './verb-form.module.css'

type Decision = Static<typeof Compensation>['decision']
export type Closing = { decision: Decision | undefined; amount: number | null; note: string; improvement: string }

const decisions = ['none', 'refund', 'upgrade', 'other'] as const

/** What is known already of compensation and improvement. */
export function knownClosing({ confirmation }: TicketPageData['ticket']): Closing {
  const compensation = confirmation?.compensation
  return {
    decision: compensation?.decision,
    amount: compensation?.amountCents === undefined ? null : compensation.amountCents / 100,
    note: compensation?.note ?? '',
    improvement: confirmation?.improvement ?? ''
  }
}

/** The same as the contract takes it; yuan become cents. */
export function closingInput({ decision, amount, note, improvement }: Closing) {
  return {
    ...(decision
      ? {
          compensation: {
            decision,
            ...(amount === null ? {} : { amountCents: Math.round(amount * 100) }),
            ...(note.trim() ? { note: note.trim() } : {})
          }
        }
      : {}),
    ...(improvement.trim() ? { improvement: improvement.trim() } : {})
  }
}

/** What a complaint needs before it ends: what the customer gets, and what keeps it from coming again. */
export function ClosingFields({ value, onChange }: { value: Closing; onChange: (value: Closing) => void }) {
  const { say } = usePhrases('tickets')
  return (
    <>
      <div className={style.row}>
        <Labelled label={say('closing.compensation')}>
          {(ids) => (
            <Select
              {...ids}
              value={value.decision ?? null}
              onChange={(decision: Decision) => onChange({ ...value, decision })}
              options={optionsOf(decisions, 'compensation', say)}
            />
          )}
        </Labelled>
        <Labelled label={say('closing.amount')}>
          {(ids) => (
            <InputNumber
              {...ids}
              style={{ width: '100%' }}
              min={0}
              max={1_000_000}
              precision={2}
              value={value.amount}
              disabled={value.decision === undefined || value.decision === 'none'}
              onChange={(amount) => onChange({ ...value, amount })}
            />
          )}
        </Labelled>
      </div>
      <Labelled label={say('closing.note')}>
        {(ids) => (
          <Input
            {...ids}
            value={value.note}
            maxLength={500}
            onChange={(event) => onChange({ ...value, note: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label={say('closing.improvement')} hint={say('closing.improvement-hint')}>
        {(ids) => (
          <Input.TextArea
            {...ids}
            value={value.improvement}
            maxLength={2000}
            autoSize={{ minRows: 2, maxRows: 8 }}
            onChange={(event) => onChange({ ...value, improvement: event.target.value })}
          />
        )}
      </Labelled>
    </>
  )
}
