import { getCustomer, listCustomers } from '@shouwen/contract/customers'
import { Select } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import style from './customer-select.module.css'
import { RemoteSelect } from './remote-select.tsx'
import { GradeMark } from './ticket-marks.tsx'

/** A customer by part of the name or number, or by a whole telephone or service number. */
export function CustomerSelect({
  id,
  value,
  onChange,
  autoFocus
}: {
  id: string
  value: string | undefined
  onChange: (customerId: string | undefined) => void
  autoFocus?: boolean
}) {
  const { say } = usePhrases('tickets')
  const { staff } = useSession()
  const may = useCan()
  const [text, setText] = useState('')
  const found = useRead(
    listCustomers,
    { q: text, limit: 8, regionId: staff.regionId },
    { enabled: text !== '' && may('customer.read'), keep: true }
  )
  const chosen = useRead(
    getCustomer,
    { regionId: staff.regionId, customerId: value ?? '' },
    { enabled: value !== undefined }
  )
  const known =
    chosen.data && chosen.data.id === value
      ? [
          {
            value: chosen.data.id,
            chosen: `${chosen.data.name} ${chosen.data.number}`,
            label: `${chosen.data.name} ${chosen.data.number}`
          }
        ]
      : []
  const items = text === '' ? [] : (found.data?.items ?? [])
  return (
    <RemoteSelect
      id={id}
      value={value}
      onChange={onChange}
      autoFocus={autoFocus}
      clearable
      isLoading={found.isFetching}
      onLook={setText}
      placeholder={say('new.customer-hint')}
      options={[
        ...known.filter((one) => !items.some((each) => each.id === one.value)),
        ...items.map((each) => ({
          value: each.id,
          chosen: `${each.name} ${each.number}`,
          label: (
            <span className={style.option}>
              <strong>{each.name}</strong>
              <GradeMark grade={each.grade} vip={each.vip} />
              <small>{[each.number, each.phone, each.serviceNumber].filter(Boolean).join(' · ')}</small>
            </span>
          )
        }))
      ]}
    />
  )
}

/** Which of the customer's lines it is about. */
export function LineSelect({
  id,
  customerId,
  value,
  onChange
}: {
  id: string
  customerId: string
  value: string | undefined
  onChange: (lineId: string | undefined) => void
}) {
  const { say, pick } = usePhrases('tickets')
  const { staff } = useSession()
  const { data } = useRead(getCustomer, { regionId: staff.regionId, customerId })
  return (
    <Select
      id={id}
      allowClear
      placeholder={say('new.line-none')}
      value={value ?? null}
      onChange={(next: string | undefined) => onChange(next)}
      options={(data?.lines ?? []).map((line) => ({
        value: line.id,
        label: [line.serviceNumber, line.plan && pick(line.plan.name)].filter(Boolean).join(' · ')
      }))}
    />
  )
}

/** Whose telephone number was typed, with one press to take that customer. */
export function PhoneMatch({ phone, onUse }: { phone: string; onUse: (customerId: string) => void }) {
  const { say } = usePhrases('tickets')
  const { staff } = useSession()
  const may = useCan()
  const digits = phone.replace(/[\s-]/g, '')
  const isWhole = /^\+?\d{7,15}$/.test(digits)
  const found = useRead(
    listCustomers,
    { q: digits, limit: 2, regionId: staff.regionId },
    { enabled: isWhole && may('customer.read') }
  )
  const [match, another] = isWhole ? (found.data?.items ?? []) : []
  if (!match || another) return null
  return (
    <span className={style.match} role="status">
      {say('new.match', { name: match.name })} <GradeMark grade={match.grade} vip={match.vip} />
      <button type="button" onClick={() => onUse(match.id)}>
        {say('new.match-use')}
      </button>
    </span>
  )
}
