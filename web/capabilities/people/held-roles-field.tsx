import { listRoles } from '@shouwen/contract/units'
import { Button, Select } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import style from './panel.module.css'
import { RoleWords } from './role-words.tsx'
import { UnitPicker } from './unit-picker.tsx'

export type HeldRole = { role: string; unitId: string }

const most = 10

/** Roles and the unit where each is held; says at once when two may not be held by one person. */
export function HeldRolesField({
  held,
  unitId,
  onChange
}: {
  held: readonly HeldRole[]
  unitId: string
  onChange: (held: HeldRole[]) => void
}) {
  const { say, pick } = usePhrases('people')
  const roles = useRead(listRoles, {}).data?.items ?? []
  const put = (at: number, part: Partial<HeldRole>) =>
    onChange(held.map((each, index) => (index === at ? { ...each, ...part } : each)))
  const apart = roles.filter(
    (role) => held.some((each) => each.role === role.code) && held.some((each) => role.separateFrom.includes(each.role))
  )
  return (
    <>
      {held.map((each, at) => {
        const role = roles.find((one) => one.code === each.role)
        const number = String(at + 1)
        return (
          // A role has no identity of its own before it is saved.
          <div key={`role-${number}`}>
            <div className={style.row}>
              <Select
                aria-label={say('staff.role-number', { number })}
                showSearch={{ optionFilterProp: 'label' }}
                placeholder={say('staff.choose-role')}
                value={each.role || null}
                onChange={(code: string) => put(at, { role: code })}
                options={roles.filter((one) => !one.service).map((one) => ({ value: one.code, label: pick(one) }))}
              />
              <UnitPicker
                label={say('staff.role-unit', { number })}
                value={each.unitId}
                onChange={(id) => put(at, { unitId: id })}
              />
              <IconButton
                icon="close"
                size="small"
                label={say('staff.remove-role', { name: role ? pick(role) : number })}
                onClick={() => onChange(held.filter((_, index) => index !== at))}
              />
            </div>
            {role ? (
              <details className={`${style.details} ${style.quiet}`}>
                <summary>{say('roles.may')}</summary>
                <RoleWords role={role} roles={roles} />
              </details>
            ) : null}
          </div>
        )
      })}
      {apart.length > 0 ? (
        <p role="alert" style={{ color: 'var(--broken)' }}>
          {say('roles.conflict', { roles: apart.map((role) => pick(role)).join(' / ') })}
        </p>
      ) : null}
      {held.length < most ? (
        <div>
          <Button
            size="small"
            icon={<Icon name="plus" size={14} />}
            onClick={() => onChange([...held, { role: '', unitId }])}
          >
            {say('staff.add-role')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
