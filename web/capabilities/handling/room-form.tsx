import { Button, Input } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { type RefusalFacts, RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './handling.module.css'

type Member = { unitId: string; duty: string }

/** Which departments and what each answers for; the first time also what it is about. @norm TK-16 */
export function RoomForm({ regionId, isFirst, isBusy, refusal, onSave, onLeave }: { regionId: number; isFirst: boolean; isBusy: boolean; refusal: RefusalFacts | undefined; onSave: (purpose: string, units: Member[]) => Promise<void>; onLeave: () => void }) {
  const { say } = usePhrases('handling')
  const [purpose, setPurpose] = useState('')
  const [units, setUnits] = useState<Partial<Member>[]>([{}])
  const set = (at: number, change: Partial<Member>) => setUnits(units.map((unit, index) => (index === at ? { ...unit, ...change } : unit)))
  const ready = units.flatMap(({ unitId, duty }) => (unitId && duty?.trim() ? [{ unitId, duty: duty.trim() }] : []))
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void onSave(purpose.trim(), ready)
      }}
    >
      {isFirst ? (
        <Labelled label={say('room.purpose')} required>
          {(ids) => <Input {...ids} autoFocus value={purpose} maxLength={300} onChange={(event) => setPurpose(event.target.value)} />}
        </Labelled>
      ) : null}
      {units.map((unit, at) => (
        <div key={at} className={style.form}>
          <Labelled label={say('room.unit')} required>
            {(ids) => <UnitSelect {...ids} regionId={regionId} value={unit.unitId} onChange={(unitId) => set(at, unitId ? { unitId } : {})} />}
          </Labelled>
          <Labelled label={say('room.duty')} required>
            {(ids) => <Input.TextArea {...ids} value={unit.duty ?? ''} maxLength={1000} autoSize={{ minRows: 1, maxRows: 4 }} onChange={(event) => set(at, { duty: event.target.value })} />}
          </Labelled>
        </div>
      ))}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      <div className={style.acts}>
        {isFirst && units.length < 10 ? <Button onClick={() => setUnits([...units, {}])}>{say('room.more')}</Button> : null}
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={ready.length !== units.length || (isFirst && purpose.trim() === '')}>
          {say(isFirst ? 'room.open' : 'room.add')}
        </Button>
        <Button type="text" onClick={onLeave}>
          {say('leave')}
        </Button>
      </div>
    </form>
  )
}
