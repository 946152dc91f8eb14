import { getStaff, listStaff } from '@shouwen/contract/people'
import { Segmented, Select } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { useOrganisationNames } from './organisation-names.ts'
import { RemoteSelect } from './remote-select.tsx'
import style from './verb-form.module.css'

export type Receiver = { staffId?: string; queueCode?: string; unitId?: string }
type Kind = 'person' | 'queue' | 'unit'

/** Who gets the work: a person, a queue or a unit. */
export function ReceiverSelect({
  value,
  onChange,
  kinds = ['person', 'queue', 'unit'],
  autoFocus = true,
  disabled
}: {
  value: Receiver
  onChange: (value: Receiver) => void
  kinds?: readonly Kind[]
  /** Not where it is one field among many. */
  autoFocus?: boolean
  disabled?: boolean
}) {
  const { say } = usePhrases('tickets')
  const may = useCan()
  const { queues, nameOf } = useOrganisationNames()
  const possible = kinds.filter((kind) =>
    kind === 'person' ? may('people.read') : kind === 'queue' ? queues.length > 0 : true
  )
  const [kind, setKind] = useState<Kind>(value.queueCode ? 'queue' : value.unitId ? 'unit' : (possible[0] ?? 'unit'))
  return (
    <div className={style.receiver}>
      {possible.length > 1 ? (
        <Segmented
          block
          size="small"
          disabled={disabled}
          value={kind}
          onChange={(next) => {
            setKind(next)
            onChange({})
          }}
          options={possible.map((each) => ({ value: each, label: say(`receiver.${each}`) }))}
        />
      ) : null}
      <Labelled label={say(`receiver.${kind}`)} required>
        {(ids) =>
          kind === 'person' ? (
            <StaffSelect
              id={ids.id}
              value={value.staffId}
              onChange={(staffId) => onChange(staffId ? { staffId } : {})}
              autoFocus={autoFocus}
              disabled={disabled}
            />
          ) : kind === 'queue' ? (
            <Select
              {...ids}
              showSearch={{ optionFilterProp: 'label' }}
              disabled={disabled}
              value={value.queueCode ?? null}
              onChange={(queueCode: string) => onChange({ queueCode })}
              options={queues
                .filter((each) => each.active)
                .map((each) => ({ value: each.code, label: `${nameOf(each)} (${each.waiting})` }))}
            />
          ) : (
            <UnitSelect
              {...ids}
              value={value.unitId}
              disabled={disabled}
              onChange={(unitId) => onChange(unitId ? { unitId } : {})}
            />
          )
        }
      </Labelled>
    </div>
  )
}

/** A colleague: those of the own unit at first, anybody by name or job number. */
export function StaffSelect({
  id,
  value,
  onChange,
  autoFocus,
  disabled
}: {
  id: string
  value: string | undefined
  onChange: (staffId: string | undefined) => void
  autoFocus?: boolean
  disabled?: boolean | undefined
}) {
  const { say, pick } = usePhrases('tickets')
  const { staff } = useSession()
  const [text, setText] = useState('')
  const found = useRead(
    listStaff,
    { limit: 20, status: 'active', ...(text ? { search: text } : { unitId: staff.unit.id }) },
    { keep: true }
  )
  const items = found.data?.items ?? []
  // Somebody chosen earlier need not be among those found now.
  const isFound = value === undefined || items.some((person) => person.id === value)
  const chosen = useRead(getStaff, { staffId: value ?? '' }, { enabled: !isFound })
  return (
    <RemoteSelect
      id={id}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      disabled={disabled}
      isLoading={found.isFetching}
      onLook={setText}
      placeholder={say('receiver.person-hint')}
      options={(isFound || !chosen.data ? items : [chosen.data, ...items]).map((person) => ({
        value: person.id,
        chosen: `${person.name} ${person.jobNumber}`,
        label: (
          <span className={style.person}>
            <strong>{person.name}</strong> {person.jobNumber} <small>{pick(person.unit)}</small>
          </span>
        )
      }))}
    />
  )
}
