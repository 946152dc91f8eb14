import { changeCampaign, createCampaign, listCampaigns, previewAudience } from '@shouwen/contract/outbound'
import type { InputOf } from '@shouwen/contract/operation'
import { listStaff } from '@shouwen/contract/people'
import { Button, DatePicker, Input, InputNumber, Segmented, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { now } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import type { Campaign } from './campaign-list.tsx'
import style from './outbound.module.css'
import { useOutboundWords } from './outbound-words.ts'

type Plan = Omit<InputOf<typeof createCampaign>, 'regionId'>

/** Drafts or changes a campaign; once it has its list, purpose, audience, channel and unit stay what they are. */
export function CampaignForm({ campaign, onDone, onClose }: { campaign: Campaign | undefined; onDone: (id: string) => void; onClose: () => void }) {
  const { say, pick } = usePhrases('outbound')
  const { staff } = useSession()
  const { words } = useOutboundWords()
  const create = useAct(createCampaign, { refreshes: [listCampaigns] })
  const change = useAct(changeCampaign, { refreshes: [listCampaigns] })
  const [plan, setPlan] = useState<Plan>(() => (campaign ? planOf(campaign) : blank(staff.unit.id)))
  const set = (next: Partial<Plan>) => setPlan((before) => ({ ...before, ...next }))
  const isFixed = campaign !== undefined && campaign.state !== 'draft'
  const rule = words?.purposes.find(({ code }) => code === plan.purpose)
  const isReady = plan.name.trim() !== '' && plan.scriptZh.trim() !== '' && plan.scriptEn.trim() !== '' && plan.memberIds.length > 0
  const submit = async () => {
    if (!campaign) {
      const made = await create.act({ regionId: staff.regionId, ...plan })
      if (made) onDone(made.id)
      return
    }
    const { purpose, audience, channel, unitId, ...rest } = plan
    const made = await change.act({ regionId: campaign.regionId, campaignId: campaign.id, version: campaign.version, ...rest, ...(isFixed ? {} : { purpose, audience, channel, unitId }) })
    if (made) onDone(made.id)
  }
  const refusal = create.refusal ?? change.refusal
  const text = (label: string, key: 'scriptZh' | 'scriptEn') => (
    <Labelled label={label} required>
      {(ids) => <Input.TextArea {...ids} value={plan[key]} maxLength={2000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => set({ [key]: event.target.value })} />}
    </Labelled>
  )
  return (
    <DetailPanel
      title={campaign ? say('edit-title') : say('new')}
      onClose={onClose}
      footer={
        <>
          <Button type="primary" disabled={!isReady} loading={create.isBusy || change.isBusy} onClick={() => void submit()}>
            {say('save')}
          </Button>
          <Button onClick={onClose}>{say('leave')}</Button>
        </>
      }
    >
      <div className={style.stack}>
        <Labelled label={say('column.name')} required>
          {(ids) => <Input {...ids} autoFocus value={plan.name} maxLength={80} onChange={(event) => set({ name: event.target.value })} />}
        </Labelled>
        <div className={style.two}>
          <Labelled label={say('column.purpose')} hint={rule ? say('needs-consent', { consent: say(`consent-of.${rule.consent}`) }) : undefined}>
            {(ids) => (
              <Select
                {...ids}
                disabled={isFixed}
                value={plan.purpose}
                onChange={(purpose) => {
                  const chosen = words?.purposes.find(({ code }) => code === purpose)
                  set({ purpose, ...(chosen ? { capContacts: chosen.contacts, capDays: chosen.days } : {}) })
                }}
                options={(words?.purposes ?? []).map((one) => ({ value: one.code, label: pick(one) }))}
              />
            )}
          </Labelled>
          <Labelled label={say('column.channel')}>
            {() => <Segmented block disabled={isFixed} value={plan.channel} onChange={(channel) => set({ channel: channel as Plan['channel'] })} options={(['phone', 'sms'] as const).map((one) => ({ value: one, label: say(`channel.${one}`) }))} />}
          </Labelled>
        </div>
        <Audience plan={plan} disabled={isFixed} onChange={(audience) => set({ audience })} />
        {text(say('script-zh'), 'scriptZh')}
        {text(say('script-en'), 'scriptEn')}
        <div className={style.two}>
          <Labelled label={say('cap')} hint={rule ? say('cap-most', { count: rule.contacts, days: rule.days }) : undefined}>
            {(ids) => (
              <span className={style.row}>
                <InputNumber {...ids} min={1} max={rule?.contacts ?? 100} value={plan.capContacts} onChange={(capContacts) => set({ capContacts: capContacts ?? 1 })} style={{ width: 64 }} />
                <span>{say('cap-in')}</span>
                <InputNumber aria-label={say('cap-days')} min={rule?.days ?? 1} max={366} value={plan.capDays} onChange={(capDays) => set({ capDays: capDays ?? 30 })} style={{ width: 72 }} />
              </span>
            )}
          </Labelled>
          <Labelled label={say('most-tries')}>{(ids) => <InputNumber {...ids} min={1} max={20} value={plan.mostTries} onChange={(mostTries) => set({ mostTries: mostTries ?? 1 })} />}</Labelled>
        </div>
        <Labelled label={say('column.days')}>
          {(ids) => (
            <DatePicker.RangePicker
              {...ids}
              allowClear={false}
              value={[dayjs(plan.startsOn), dayjs(plan.endsOn)]}
              onChange={(days) => days?.[0] && days[1] && set({ startsOn: days[0].format('YYYY-MM-DD'), endsOn: days[1].format('YYYY-MM-DD') })}
            />
          )}
        </Labelled>
        <Labelled label={say('unit')}>{(ids) => <UnitSelect {...ids} regionId={staff.regionId} disabled={isFixed} value={plan.unitId} onChange={(unitId) => unitId && set({ unitId })} />}</Labelled>
        <Members unitId={plan.unitId} known={campaign?.members ?? []} value={plan.memberIds} onChange={(memberIds) => set({ memberIds })} />
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      </div>
    </DetailPanel>
  )
}

/** Whom it is for, and how many that are. */
function Audience({ plan: { audience, purpose }, disabled, onChange }: { plan: Plan; disabled: boolean; onChange: (audience: Plan['audience']) => void }) {
  const { say } = usePhrases('outbound')
  const { staff } = useSession()
  const preview = useAct(previewAudience)
  const [found, setFound] = useState<string>()
  const set = (next: Plan['audience']) => {
    setFound(undefined)
    onChange(Object.fromEntries(Object.entries({ ...audience, ...next }).filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))))
  }
  const look = async () => {
    const counts = await preview.act({ regionId: staff.regionId, purpose, audience })
    if (counts) setFound(say('preview-found', counts))
  }
  const choice = <T extends string>(label: string, value: T | undefined, words: readonly T[], prefix: string, put: (value: T | undefined) => void) => (
    <Select aria-label={label} placeholder={label} allowClear disabled={disabled} value={value ?? null} onChange={(next: T | null | undefined) => put(next ?? undefined)} options={words.map((one) => ({ value: one, label: say(`${prefix}.${one}`) }))} />
  )
  return (
    <Labelled label={say('audience')}>
      {(ids) => (
        <div className={style.stack}>
          <Select {...ids} mode="multiple" disabled={disabled} placeholder={say('grades')} value={audience.grades ?? []} onChange={(grades) => set({ grades })} options={(['AAA', 'AA', 'A', 'ordinary'] as const).map((one) => ({ value: one, label: say(`grade.${one}`) }))} />
          <div className={style.two}>
            {choice(say('kind.label'), audience.kind, ['person', 'organisation'] as const, 'kind', (kind) => set({ kind }))}
            {choice(say('service.label'), audience.service, ['mobile', 'broadband', 'fixed', 'iptv', 'internet-line', 'data-line'] as const, 'service', (service) => set({ service }))}
            {choice(say('area.label'), audience.area, ['town', 'rural'] as const, 'area', (area) => set({ area }))}
            {choice('VIP', audience.vip === undefined ? undefined : audience.vip ? 'yes' : 'no', ['yes', 'no'] as const, 'vip', (vip) => set({ vip: vip === undefined ? undefined : vip === 'yes' }))}
          </div>
          <p className={style.row}>
            <Button size="small" loading={preview.isBusy} onClick={() => void look()}>
              {say('preview')}
            </Button>
          </p>
          {found ? <p className={style.preview}>{found}</p> : null}
          {preview.refusal ? <RefusalNotice refusal={preview.refusal} inline /> : null}
        </div>
      )}
    </Labelled>
  )
}

function Members({ unitId, known, value, onChange }: { unitId: string; known: Campaign['members']; value: string[]; onChange: (ids: string[]) => void }) {
  const { say } = usePhrases('outbound')
  const [text, setText] = useState('')
  const found = useRead(listStaff, { limit: 50, status: 'active', ...(text ? { search: text } : { unitId }) }, { keep: true })
  const people = new Map([...known, ...(found.data?.items ?? [])].map((one) => [one.id, `${one.name} ${one.jobNumber}`]))
  return (
    <Labelled label={say('column.people')} required hint={say('people-hint')}>
      {(ids) => (
        <Select {...ids} mode="multiple" showSearch={{ filterOption: false, onSearch: setText }} value={value} onChange={onChange} options={[...people].map(([id, label]) => ({ value: id, label }))} />
      )}
    </Labelled>
  )
}

const blank = (unitId: string): Plan => ({
  name: '',
  purpose: 'care',
  channel: 'phone',
  unitId,
  audience: {},
  scriptZh: '',
  scriptEn: '',
  calendar: 'calling-hours',
  capContacts: 1,
  capDays: 30,
  mostTries: 3,
  startsOn: dayjs(now()).format('YYYY-MM-DD'),
  endsOn: dayjs(now()).add(30, 'day').format('YYYY-MM-DD'),
  memberIds: []
})

const planOf = ({ name, purpose, channel, unitId, audience, scriptZh, scriptEn, calendar, capContacts, capDays, mostTries, startsOn, endsOn, members }: Campaign): Plan => ({
  name, purpose, channel, unitId, audience, scriptZh, scriptEn, calendar, capContacts, capDays, mostTries, startsOn, endsOn, memberIds: members.map(({ id }) => id)
})
