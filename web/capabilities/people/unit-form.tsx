import type { InputOf } from '@shouwen/contract/operation'
import type { createUnit } from '@shouwen/contract/units'
import { Input, Select } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { Field } from './field.tsx'
import style from './panel.module.css'

type Level = InputOf<typeof createUnit>['level']
type Ownership = NonNullable<InputOf<typeof createUnit>['ownership']>

export type UnitDraft = { nameZh: string; nameEn: string; code: string; level: Level; ownership: Ownership }

export const levels: readonly Level[] = ['group', 'province', 'city', 'county', 'hall', 'team', 'agency', 'department']
const ownerships: readonly Ownership[] = ['own', 'partner', 'agency']

/** What a unit is called and what kind it is. The code is chosen once. */
export function UnitFields({
  draft,
  onChange,
  isNew
}: {
  draft: UnitDraft
  onChange: (part: Partial<UnitDraft>) => void
  isNew?: boolean
}) {
  const { say } = usePhrases('people')
  const line = (name: 'nameZh' | 'nameEn' | 'code', label: string, maxLength: number, hint?: string) => (
    <Field label={label} hint={hint}>
      {(ids) => (
        <Input
          {...ids}
          autoFocus={name === 'nameZh'}
          value={draft[name]}
          maxLength={maxLength}
          autoComplete="off"
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  return (
    <>
      {line('nameZh', say('units.name-zh'), 80)}
      {line('nameEn', say('units.name-en'), 120)}
      {isNew ? line('code', say('units.code'), 40, say('units.code-hint')) : null}
      <div className={style.two}>
        <Field label={say('units.level')}>
          {(ids) => (
            <Select
              {...ids}
              value={draft.level}
              onChange={(level) => onChange({ level })}
              options={levels.map((each) => ({ value: each, label: say(`level.${each}`) }))}
            />
          )}
        </Field>
        <Field label={say('units.ownership')}>
          {(ids) => (
            <Select
              {...ids}
              value={draft.ownership}
              onChange={(ownership) => onChange({ ownership })}
              options={ownerships.map((each) => ({ value: each, label: say(`ownership.${each}`) }))}
            />
          )}
        </Field>
      </div>
    </>
  )
}

/** Is everything there that a unit needs, in the form the contract asks for? */
export function isUnitReady(draft: UnitDraft): boolean {
  return draft.nameZh.trim() !== '' && draft.nameEn.trim() !== '' && /^[a-z0-9][a-z0-9-]*$/.test(draft.code)
}
