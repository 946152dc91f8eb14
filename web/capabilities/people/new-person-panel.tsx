import type { OutputOf } from '@shouwen/contract/operation'
import { createStaff, listStaff } from '@shouwen/contract/people'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { languages, usePhrases } from '#lib/phrases.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import type { Language } from '#ui/words.ts'
import { Field } from './field.tsx'
import { type HeldRole, HeldRolesField } from './held-roles-field.tsx'
import { OneTimePassword } from './one-time-password.tsx'
import { PanelButtons } from './panel-block.tsx'
import style from './panel.module.css'
import { UnitPicker } from './unit-picker.tsx'
import { useUnits } from './use-units.ts'

/** Adds a person; the one-time password is then shown this once. */
export function NewPersonPanel({
  unitId,
  onClose,
  onOpen
}: {
  unitId: string | undefined
  onClose: () => void
  onOpen: (staffId: string) => void
}) {
  const { say, pick } = usePhrases('people')
  const { byId, regions } = useUnits()
  const { act, isBusy, refusal } = useAct(createStaff, { refreshes: [listStaff] })
  const [made, setMade] = useState<OutputOf<typeof createStaff>>()
  const [draft, setDraft] = useState({
    name: '',
    jobNumber: '',
    login: '',
    email: '',
    phone: '',
    unitId,
    regionId: undefined as number | undefined,
    language: 'zh-CN' as Language,
    roles: [] as HeldRole[]
  })
  const put = (part: Partial<typeof draft>) => setDraft({ ...draft, ...part })
  const unit = draft.unitId ? byId.get(draft.unitId) : undefined
  // A unit above the regions does not say which one a person belongs to.
  const needsRegion = unit !== undefined && unit.regionId === null
  const isReady =
    draft.name.trim() !== '' &&
    draft.jobNumber.trim() !== '' &&
    unit !== undefined &&
    (!needsRegion || draft.regionId !== undefined) &&
    draft.roles.every((held) => held.role !== '')
  const send = async () => {
    if (!isReady || !unit) return
    const answer = await act({
      unitId: unit.id,
      name: draft.name.trim(),
      jobNumber: draft.jobNumber.trim(),
      language: draft.language,
      roles: draft.roles,
      ...(needsRegion && draft.regionId !== undefined ? { regionId: draft.regionId } : {}),
      ...(draft.login.trim() ? { login: draft.login.trim() } : {}),
      ...(draft.email.trim() ? { email: draft.email.trim() } : {}),
      ...(draft.phone.trim() ? { phone: draft.phone.trim() } : {})
    })
    if (answer) setMade(answer)
  }
  const line = (
    name: 'name' | 'jobNumber' | 'login' | 'email' | 'phone',
    label: string,
    maxLength: number,
    hint?: string
  ) => (
    <Field label={label} hint={hint}>
      {(ids) => (
        <Input
          {...ids}
          autoFocus={name === 'name'}
          value={draft[name]}
          maxLength={maxLength}
          autoComplete="off"
          onChange={(event) => put({ [name]: event.target.value })}
        />
      )}
    </Field>
  )
  if (made)
    return (
      <DetailPanel title={say('staff.made', { name: draft.name })} width={480} onClose={onClose}>
        <OneTimePassword given={made} name={draft.name} onKept={() => onOpen(made.id)} />
      </DetailPanel>
    )
  return (
    <DetailPanel title={say('staff.new')} width={480} onClose={onClose}>
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
              onChange={(id) =>
                put({
                  unitId: id,
                  roles: draft.roles.map((held) => (held.unitId === draft.unitId ? { ...held, unitId: id } : held))
                })
              }
            />
          )}
        </Field>
        {needsRegion ? (
          <Field label={say('units.region')} hint={say('staff.region-hint')}>
            {(ids) => (
              <Select
                {...ids}
                value={draft.regionId ?? null}
                onChange={(regionId: number | null) => put({ regionId: regionId ?? undefined })}
                options={regions.map((region) => ({
                  value: region.id,
                  label: pick({ zh: region.nameZh, en: region.nameEn })
                }))}
              />
            )}
          </Field>
        ) : null}
        {line('login', say('staff.login'), 80, say('staff.login-hint'))}
        <div className={style.two}>
          {line('email', say('staff.email'), 200)}
          {line('phone', say('staff.phone'), 20)}
        </div>
        <fieldset className={style.fieldset}>
          <legend>{say('staff.language')}</legend>
          <div>
            <Segments
              label={say('staff.language')}
              value={draft.language}
              options={languages.map((each) => ({ id: each.language, label: each.name }))}
              onChange={(id) => put({ language: id as Language })}
            />
          </div>
        </fieldset>
        <fieldset className={style.fieldset}>
          <legend>{say('staff.roles')}</legend>
          <HeldRolesField held={draft.roles} unitId={draft.unitId ?? ''} onChange={(roles) => put({ roles })} />
        </fieldset>
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <PanelButtons
          submit={say('staff.make')}
          cancel={say('cancel')}
          isBusy={isBusy}
          isReady={isReady}
          onCancel={onClose}
        />
      </form>
    </DetailPanel>
  )
}
