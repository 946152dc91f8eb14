import { getStaff, listStaff, updateStaff } from '@shouwen/contract/people'
import type { OutputOf } from '@shouwen/contract/operation'
import { Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { Field } from './field.tsx'
import { PanelBlock, PanelButtons } from './panel-block.tsx'
import style from './panel.module.css'
import { UnitPicker } from './unit-picker.tsx'
import { useUnits } from './use-units.ts'

export type Person = OutputOf<typeof getStaff>

/** Name, job number, unit and how to reach a person. */
export function StaffFacts({ person, canWrite }: { person: Person; canWrite: boolean }) {
  const { say } = usePhrases('people')
  const { pathOf } = useUnits()
  const [isEditing, setEditing] = useState(false)
  if (isEditing) return <EditFacts person={person} onDone={() => setEditing(false)} />
  return (
    <PanelBlock
      title={say('staff.facts')}
      edit={canWrite ? { label: say('edit'), onClick: () => setEditing(true) } : undefined}
    >
      <FieldList
        fields={[
          { label: say('staff.unit'), value: pathOf(person.unitId) },
          ...(canWrite
            ? [
                { label: say('staff.email'), value: person.email },
                {
                  label: say('staff.phone'),
                  value: person.phone ? <span className="number">{person.phone}</span> : null
                }
              ]
            : [])
        ]}
      />
    </PanelBlock>
  )
}

function EditFacts({ person, onDone }: { person: Person; onDone: () => void }) {
  const { say } = usePhrases('people')
  const { byId } = useUnits()
  const { act, isBusy, refusal } = useAct(updateStaff, { refreshes: [getStaff, listStaff] })
  const [draft, setDraft] = useState({
    name: person.name,
    jobNumber: person.jobNumber,
    login: person.account?.login ?? '',
    unitId: person.unitId,
    email: person.email ?? '',
    phone: person.phone ?? ''
  })
  const put = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const send = async () => {
    const saved = await act({
      staffId: person.id,
      version: person.version,
      ...(draft.name === person.name ? {} : { name: draft.name.trim() }),
      ...(draft.jobNumber === person.jobNumber ? {} : { jobNumber: draft.jobNumber.trim() }),
      ...(draft.login === (person.account?.login ?? '') ? {} : { login: draft.login.trim() }),
      ...(draft.unitId === person.unitId ? {} : { unitId: draft.unitId }),
      ...(draft.email === (person.email ?? '') ? {} : { email: draft.email.trim() || null }),
      ...(draft.phone === (person.phone ?? '') ? {} : { phone: draft.phone.trim() || null })
    })
    if (!saved) return
    toast({ text: say('saved'), tone: 'good' })
    onDone()
  }
  const line = (name: 'name' | 'jobNumber' | 'login' | 'email' | 'phone', label: string, maxLength: number) => (
    <Field label={label}>
      {(ids) => (
        <Input
          {...ids}
          autoFocus={name === 'name'}
          value={draft[name]}
          maxLength={maxLength}
          autoComplete="off"
          inputMode={name === 'phone' ? 'tel' : name === 'email' ? 'email' : undefined}
          onChange={(event) => put({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <PanelBlock title={say('staff.facts')}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <div className={style.two}>
          {line('name', say('staff.name'), 80)}
          {line('jobNumber', say('staff.job-number'), 32)}
        </div>
        <Field label={say('staff.unit')}>
          {(ids) => (
            <UnitPicker
              {...ids}
              value={draft.unitId}
              onChange={(unitId) => put({ unitId })}
              allowed={(unit) => sameRegion(byId.get(unit.id)?.regionId, person.regionId)}
            />
          )}
        </Field>
        <div className={style.two}>
          {line('email', say('staff.email'), 200)}
          {line('phone', say('staff.phone'), 20)}
        </div>
        {person.account ? line('login', say('staff.login'), 80) : null}
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <PanelButtons
          submit={say('save')}
          cancel={say('cancel')}
          isBusy={isBusy}
          isReady={draft.name.trim() !== '' && draft.jobNumber.trim() !== ''}
          onCancel={onDone}
        />
      </form>
    </PanelBlock>
  )
}

/** People stay in their region; units above the regions take people of any. */
function sameRegion(unitRegion: number | null | undefined, region: number): boolean {
  return unitRegion === null || unitRegion === region
}
