import type { Static } from '@shouwen/contract/operation'
import type { Preferences } from '@shouwen/contract/customers'
import { Input, Select, Switch, TimePicker } from 'antd'
import dayjs from 'dayjs'
import { usePhrases } from '#lib/phrases.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { idKindWords } from './customer-facts.tsx'
import { ManagerSelect } from './manager-select.tsx'
import style from './panel-form.module.css'

export type Fields = {
  name?: string
  idKind?: string | null
  idNumber?: string | null
  language?: 'zh-CN' | 'en'
  area?: 'town' | 'rural' | null
  unitId?: string | null
  managerId?: string | null
  preferences?: Static<typeof Preferences>
}

const idKinds = ['id-card', 'passport', 'business-licence', 'residence-permit', 'military-id']
const preferred = ['phone', 'sms', 'email', 'portal', 'wechat'] as const

/** The facts of a customer that people write. What is masked begins empty: only what is typed is changed. */
export function CustomerFields({
  regionId,
  fields,
  onChange,
  masked = {},
  managerName,
  autoFocus
}: {
  regionId: number
  fields: Fields
  onChange: (part: Fields) => void
  /** Shown as hints where the value is masked. */
  masked?: { name?: string; idNumber?: string | null }
  managerName?: string | undefined
  autoFocus?: boolean
}) {
  const { say } = usePhrases('customers')
  const { preferences = {} } = fields
  const prefer = (part: Static<typeof Preferences>) => {
    const next = { ...preferences, ...part }
    onChange({
      preferences: Object.fromEntries(
        Object.entries(next).filter(([, value]) => value !== undefined && value !== false)
      ) as Static<typeof Preferences>
    })
  }
  return (
    <>
      <Labelled label={say('column.name')} hint={masked.name ? say('edit.masked') : undefined} required={!masked.name}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus={autoFocus}
            autoComplete="off"
            maxLength={120}
            value={fields.name ?? ''}
            placeholder={masked.name}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Labelled>
      <div className={style.two}>
        <Labelled label={say('facts.id')}>
          {(ids) => (
            <Select
              {...ids}
              allowClear
              value={fields.idKind ?? null}
              options={[...new Set([...idKinds, ...(fields.idKind ? [fields.idKind] : [])])].map((kind) => ({
                value: kind,
                label: idKindWords(kind, say)
              }))}
              onChange={(idKind: string | null | undefined) => onChange({ idKind: idKind ?? null })}
            />
          )}
        </Labelled>
        <Labelled label={say('facts.id-number')} hint={masked.idNumber ? say('edit.masked') : undefined}>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              maxLength={60}
              value={fields.idNumber ?? ''}
              placeholder={masked.idNumber ?? undefined}
              onChange={(event) => onChange({ idNumber: event.target.value === '' ? null : event.target.value })}
            />
          )}
        </Labelled>
      </div>
      <div className={style.two}>
        <Labelled label={say('facts.unit')}>
          {(ids) => (
            <UnitSelect
              {...ids}
              regionId={regionId}
              value={fields.unitId ?? undefined}
              onChange={(unitId) => onChange({ unitId: unitId ?? null })}
            />
          )}
        </Labelled>
        <Labelled label={say('facts.manager')}>
          {(ids) => (
            <ManagerSelect
              {...ids}
              value={fields.managerId ?? undefined}
              name={managerName}
              onChange={(managerId) => onChange({ managerId: managerId ?? null })}
            />
          )}
        </Labelled>
      </div>
      <div className={style.two}>
        <Labelled label={say('facts.area')}>
          {(ids) => (
            <Select
              {...ids}
              allowClear
              value={fields.area ?? null}
              options={(['town', 'rural'] as const).map((area) => ({ value: area, label: say(`area.${area}`) }))}
              onChange={(area: 'town' | 'rural' | null | undefined) => onChange({ area: area ?? null })}
            />
          )}
        </Labelled>
        <Labelled label={say('facts.language')}>
          {(ids) => (
            <Select
              {...ids}
              value={fields.language ?? 'zh-CN'}
              options={[
                { value: 'zh-CN', label: '简体中文' },
                { value: 'en', label: 'English' }
              ]}
              onChange={(language: 'zh-CN' | 'en') => onChange({ language })}
            />
          )}
        </Labelled>
      </div>
      <fieldset className={style.group}>
        <legend>{say('facts.preferences')}</legend>
        <div className={style.two}>
          <Labelled label={say('preference.channel')}>
            {(ids) => (
              <Select
                {...ids}
                allowClear
                value={preferences.channel ?? null}
                options={preferred.map((channel) => ({ value: channel, label: say(`channel.${channel}`) }))}
                onChange={(channel: (typeof preferred)[number] | null | undefined) =>
                  prefer({ channel: channel ?? undefined })
                }
              />
            )}
          </Labelled>
          <Labelled label={say('preference.hours')}>
            {(ids) => (
              <TimePicker.RangePicker
                id={ids.id}
                format="HH:mm"
                minuteStep={15}
                style={{ width: '100%' }}
                value={
                  preferences.from && preferences.to
                    ? [dayjs(preferences.from, 'HH:mm'), dayjs(preferences.to, 'HH:mm')]
                    : null
                }
                onChange={(range) => prefer({ from: range?.[0]?.format('HH:mm'), to: range?.[1]?.format('HH:mm') })}
              />
            )}
          </Labelled>
        </div>
        <label style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          <Switch
            size="small"
            checked={preferences.doNotDisturb ?? false}
            onChange={(doNotDisturb) => prefer({ doNotDisturb })}
          />
          {say('preference.do-not-disturb')}
        </label>
        <label style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
          <Switch size="small" checked={preferences.personFirst ?? false} onChange={(personFirst) => prefer({ personFirst })} />
          {say('preference.person-first')}
        </label>
      </fieldset>
    </>
  )
}
