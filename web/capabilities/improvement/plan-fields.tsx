import { improvementWords } from '@shouwen/contract/improvement-register'
import { Input, Select } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { ReceiverSelect } from '#web/tickets/receiver-select.tsx'
import style from './improvement.module.css'

export type Plan = { cause: string | undefined; measure: string; ownerId: string | undefined; dueOn: string }

/** Whole enough to be settled. */
export const planReady = (plan: Plan): plan is Plan & { cause: string; ownerId: string } => plan.cause !== undefined && plan.measure.trim() !== '' && plan.ownerId !== undefined && plan.dueOn !== ''

/** Cause, measure, owner and due date. */
export function PlanFields({ plan, onChange }: { plan: Plan; onChange: (plan: Plan) => void }) {
  const { say, pick } = usePhrases('improvement')
  const words = useRead(improvementWords, {})
  return (
    <>
      <Labelled label={say('register.cause')} required>
        {(ids) => <Select {...ids} value={plan.cause} onChange={(cause: string) => onChange({ ...plan, cause })} options={(words.data?.causes ?? []).map((one) => ({ value: one.code, label: pick(one) }))} />}
      </Labelled>
      <Labelled label={say('register.measure')} required>
        {(ids) => <Input.TextArea {...ids} value={plan.measure} maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => onChange({ ...plan, measure: event.target.value })} />}
      </Labelled>
      <div>
        <ReceiverSelect kinds={['person']} autoFocus={false} value={plan.ownerId ? { staffId: plan.ownerId } : {}} onChange={({ staffId }) => onChange({ ...plan, ownerId: staffId })} />
      </div>
      <label className={style.date}>
        {say('register.due-on')}
        <input type="date" required value={plan.dueOn} onChange={({ target }) => onChange({ ...plan, dueOn: target.value })} />
      </label>
    </>
  )
}
