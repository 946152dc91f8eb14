import { getStaff, listStaff, setStaffRoles } from '@shouwen/contract/people'
import { getSession } from '@shouwen/contract/account'
import { listRoles } from '@shouwen/contract/units'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { HeldRolesField } from './held-roles-field.tsx'
import { PanelBlock, PanelButtons } from './panel-block.tsx'
import style from './panel.module.css'
import { RoleWords } from './role-words.tsx'
import type { Person } from './staff-facts.tsx'
import { useUnits } from './use-units.ts'

/** The roles of a person, each with the unit where it is held and, opened, what it may do. */
export function StaffRoles({ person, canWrite }: { person: Person; canWrite: boolean }) {
  const { say, pick } = usePhrases('people')
  const { pathOf } = useUnits()
  const roles = useRead(listRoles, {}).data?.items ?? []
  const [isEditing, setEditing] = useState(false)
  if (isEditing) return <EditRoles person={person} onDone={() => setEditing(false)} />
  return (
    <PanelBlock
      title={say('staff.roles')}
      edit={canWrite ? { label: say('edit'), onClick: () => setEditing(true) } : undefined}
    >
      {person.roles.length === 0 ? <p className={style.quiet}>{say('staff.no-roles')}</p> : null}
      <ul className={style.held}>
        {person.roles.map((held) => {
          const role = roles.find((each) => each.code === held.role)
          return (
            <li key={`${held.role} ${held.unitId}`}>
              <details className={style.details}>
                <summary>
                  <strong>{role ? pick(role) : held.role}</strong>{' '}
                  <span className={style.quiet}>{pathOf(held.unitId)}</span>
                </summary>
                {role ? <RoleWords role={role} roles={roles} /> : null}
              </details>
            </li>
          )
        })}
      </ul>
    </PanelBlock>
  )
}

function EditRoles({ person, onDone }: { person: Person; onDone: () => void }) {
  const { say } = usePhrases('people')
  const { act, isBusy, refusal } = useAct(setStaffRoles, { refreshes: [getStaff, listStaff, getSession] })
  const [held, setHeld] = useState(person.roles)
  const send = async () => {
    const saved = await act({ staffId: person.id, version: person.version, roles: held })
    if (!saved) return
    toast({ text: say('staff.roles-saved', { name: person.name }), tone: 'good' })
    onDone()
  }
  return (
    <PanelBlock title={say('staff.roles')}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          void send()
        }}
      >
        <HeldRolesField held={held} unitId={person.unitId} onChange={setHeld} />
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <PanelButtons
          submit={say('save')}
          cancel={say('cancel')}
          isBusy={isBusy}
          isReady={held.every((each) => each.role !== '')}
          onCancel={onDone}
        />
      </form>
    </PanelBlock>
  )
}
