import { beginOutbound, listOutboundContacts, type OutboundContactView } from '@shouwen/contract/outbound'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input, Select } from 'antd'
import { useMemo, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import style from './outbound.module.css'
import { useOutboundWords } from './outbound-words.ts'
import { ResultForm } from './result-form.tsx'

type Contact = Static<typeof OutboundContactView>

/** A call that belongs to no case and no list: private ones are refused, the others state their reason and are seen by whoever leads. @norm CC-20 */
export function Exceptions() {
  const { say } = usePhrases('outbound')
  const may = useCan()
  const { exception } = useOutboundWords()
  const list = useReadPages(listOutboundContacts, { exceptions: true, limit: 100 }, { enabled: may('outbound.manage'), keep: true })
  const columns = useMemo<Column<Contact>[]>(
    () => [
      { id: 'at', title: say('column.at'), width: '120px', phone: 'corner', cell: (row) => <RelativeTime at={row.beganAt} /> },
      { id: 'reason', title: say('column.reason'), width: 'minmax(150px, 1fr)', phone: 'title', cell: (row) => exception(row.exceptionReason) },
      { id: 'number', title: say('column.number'), width: '130px', cell: (row) => <span className="number">{row.exceptionNumber}</span> },
      { id: 'note', title: say('note'), width: 'minmax(150px, 2fr)', cell: (row) => row.note ?? '—' },
      { id: 'staff', title: say('column.staff'), width: '130px', cell: (row) => (row.staff ? `${row.staff.name} ${row.staff.jobNumber}` : '—') }
    ],
    [say, exception]
  )
  return (
    <div className={style.exceptions}>
      <ExceptionForm />
      {may('outbound.manage') ? (
        <DataList
          id="outbound-exceptions"
          label={say('tab.exceptions')}
          columns={columns}
          rows={list.items}
          rowId={(row) => row.id}
          isLoading={list.isLoading}
          error={list.error}
          onRetry={list.retry}
          hasMore={list.hasMore}
          onReadMore={list.readMore}
          empty={<EmptyState kind="done" title={say('exceptions-none')} />}
        />
      ) : null}
    </div>
  )
}

function ExceptionForm() {
  const { say, pick } = usePhrases('outbound')
  const { words } = useOutboundWords()
  const begin = useAct(beginOutbound, { refreshes: [listOutboundContacts] })
  const [reason, setReason] = useState<string>()
  const [number, setNumber] = useState('')
  const [note, setNote] = useState('')
  const [open, setOpen] = useState<{ contactId: string; number: string }>()
  const isReady = reason !== undefined && number.replace(/\D/g, '').length >= 3 && note.trim() !== ''
  const submit = async () => {
    if (!reason || !isReady) return
    const begun = await begin.act({ channel: 'phone', exception: { reason, number: number.trim(), note: note.trim() } })
    if (begun?.number) setOpen({ contactId: begun.contactId, number: begun.number })
  }
  if (open)
    return (
      <div className={style.exception}>
        <p className={style.number}>
          <a href={`tel:${open.number}`}>{open.number}</a>
          <span className={style.quiet}>{say('dial')}</span>
        </p>
        <ResultForm contactId={open.contactId} plain onDone={() => setOpen(undefined)} />
      </div>
    )
  return (
    <form
      className={style.exception}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <p className={style.quiet}>{say('exception-text')}</p>
      <div className={style.fields}>
        <Select aria-label={say('column.reason')} placeholder={say('column.reason')} value={reason} onChange={setReason} options={(words?.exceptions ?? []).map((one) => ({ value: one.code, label: pick(one) }))} />
        <Input aria-label={say('column.number')} placeholder={say('column.number')} inputMode="tel" value={number} maxLength={24} onChange={(event) => setNumber(event.target.value.replace(/[^0-9+ -]/g, ''))} />
        <Input aria-label={say('note')} placeholder={say('exception-note')} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        <Button htmlType="submit" disabled={!isReady} loading={begin.isBusy}>
          {say('exception-do')}
        </Button>
      </div>
      {begin.refusal ? <RefusalNotice refusal={begin.refusal} inline /> : null}
    </form>
  )
}
