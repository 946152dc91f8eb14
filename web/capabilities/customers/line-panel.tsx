import { getCustomer, listCustomerLines, listPlans, openLine } from '@shouwen/contract/customers'
import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { toast } from '#ui/undo-toast.tsx'
import type { Customer } from './customer-page.tsx'
import { PanelForm } from './panel-form.tsx'
import style from './panel-form.module.css'

const services = [
  'mobile',
  'broadband',
  'fixed',
  'iptv',
  'group-sms',
  'voice-line',
  'apn-line',
  'internet-line',
  'data-line'
] as const
type Service = (typeof services)[number]
const leased: readonly Service[] = ['group-sms', 'voice-line', 'apn-line', 'internet-line', 'data-line']
const numberPattern = /^[0-9A-Za-z@._+ -]{3,60}$/

/** A new line of the customer with its plan. Group services say how far they reach: their restoration limit depends on it. */
export function LinePanel({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { say, pick } = usePhrases('customers')
  const { act, isBusy, refusal } = useAct(openLine, { refreshes: [getCustomer, listCustomerLines] })
  const plans = useRead(listPlans, { limit: 200, onSale: true })
  const [service, setService] = useState<Service>('mobile')
  const [serviceNumber, setNumber] = useState('')
  const [reach, setReach] = useState<'within-province' | 'cross-province'>()
  const [planCode, setPlan] = useState<string>()
  const [address, setAddress] = useState('')
  const [openedOn, setOpened] = useState<string>()
  const isGroup = leased.includes(service)
  const isReady = numberPattern.test(serviceNumber.trim()) && (!isGroup || reach !== undefined)
  const send = async () => {
    const done = await act({
      regionId: customer.regionId,
      customerId: customer.id,
      serviceNumber: serviceNumber.trim(),
      service,
      ...(isGroup && reach ? { reach } : {}),
      ...(planCode ? { planCode } : {}),
      ...(address.trim() ? { address: address.trim() } : {}),
      ...(customer.area ? { area: customer.area } : {}),
      ...(openedOn ? { openedOn } : {})
    })
    if (!done) return
    toast({ text: say('lines.opened', { number: serviceNumber.trim() }), tone: 'good' })
    onClose()
  }
  return (
    <PanelForm
      title={say('lines.new')}
      submit={say('lines.open')}
      isBusy={isBusy}
      isReady={isReady}
      refusal={refusal}
      onSubmit={send}
      onClose={onClose}
    >
      <div className={style.two}>
        <Labelled label={say('lines.service')} required>
          {(ids) => (
            <Select
              {...ids}
              value={service}
              onChange={(next: Service) => {
                setService(next)
                setPlan(undefined)
              }}
              options={services.map((each) => ({ value: each, label: say(`service.${each}`) }))}
            />
          )}
        </Labelled>
        <Labelled label={say('column.service')} required>
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              autoComplete="off"
              maxLength={60}
              value={serviceNumber}
              onChange={(event) => setNumber(event.target.value)}
            />
          )}
        </Labelled>
      </div>
      {isGroup ? (
        <Labelled label={say('lines.reach')} hint={say('lines.reach-hint')} required>
          {(ids) => (
            <Select
              {...ids}
              value={reach ?? null}
              onChange={(next: 'within-province' | 'cross-province') => setReach(next)}
              options={(['within-province', 'cross-province'] as const).map((each) => ({
                value: each,
                label: say(`reach.${each}`)
              }))}
            />
          )}
        </Labelled>
      ) : null}
      <Labelled label={say('lines.plan')}>
        {(ids) => (
          <Select
            {...ids}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            loading={plans.isPending}
            value={planCode ?? null}
            onChange={(code: string | null | undefined) => setPlan(code ?? undefined)}
            options={(plans.data?.items ?? [])
              .filter((plan) => plan.kind === service || (isGroup && plan.kind === 'leased-line'))
              .map((plan) => ({
                value: plan.code,
                label: `${pick(plan.name)} · ${say('lines.fee', { amount: plan.monthlyFeeCents / 100 })}`
              }))}
          />
        )}
      </Labelled>
      <Labelled label={say('lines.address')}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            maxLength={300}
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
      </Labelled>
      <Labelled label={say('lines.opened-on')} hint={say('lines.opened-hint')}>
        {(ids) => (
          <DatePicker
            {...ids}
            style={{ width: '100%' }}
            value={openedOn ? dayjs(openedOn) : null}
            onChange={(day) => setOpened(day?.format('YYYY-MM-DD'))}
          />
        )}
      </Labelled>
    </PanelForm>
  )
}
