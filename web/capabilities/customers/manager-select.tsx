import { listStaff } from '@shouwen/contract/people'
import { Input, Select } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'

const WAIT_MS = 250

/** Chooses an account manager; typing looks for the name or job number. */
export function ManagerSelect({
  value,
  name,
  onChange,
  ...ids
}: {
  value: string | undefined
  name?: string | undefined
  onChange: (staffId: string | undefined) => void
  id?: string
  'aria-describedby'?: string
}) {
  const { say } = usePhrases('customers')
  const may = useCan()
  const [looked, setLooked] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const staff = useReadPages(
    listStaff,
    { status: 'active', limit: 20, ...(looked ? { search: looked } : {}) },
    { enabled: may('people.read'), keep: true }
  )
  if (!may('people.read')) return <Input {...ids} disabled value={name ?? ''} />
  const options = staff.items.map((each) => ({ value: each.id, label: `${each.name} ${each.jobNumber}` }))
  const isKnown = value === undefined || options.some((option) => option.value === value)
  return (
    <Select
      {...ids}
      allowClear
      style={{ width: '100%' }}
      showSearch={{
        filterOption: false,
        onSearch: (text) => {
          clearTimeout(timer.current)
          timer.current = setTimeout(() => setLooked(text.trim()), WAIT_MS)
        }
      }}
      loading={staff.isLoading}
      notFoundContent={say(staff.isLoading ? 'looking' : 'nobody')}
      value={value ?? null}
      options={isKnown ? options : [{ value: value as string, label: name ?? value }, ...options]}
      onChange={(staffId: string | null | undefined) => onChange(staffId ?? undefined)}
    />
  )
}
