import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { downloadExport, listExports, removeExport, startExport } from '@shouwen/contract/ticket-export'
import type { TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import { Checkbox, Input, Segmented } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { addressOf } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { useRemembered } from '#ui/remembered.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { sizeOf } from '#ui/attachments.tsx'
import style from './export-panel.module.css'
import { VerbForm } from './verb-form.tsx'
import form from './verb-form.module.css'

type Column = InputOf<typeof startExport>['columns'][number]
type Export = OutputOf<typeof listExports>['items'][number]

const columns: readonly Column[] = [
  'number',
  'kind',
  'status',
  'title',
  'description',
  'priority',
  'category',
  'channel',
  'customerName',
  'customerGrade',
  'contactName',
  'contactPhone',
  'contactEmail',
  'assignee',
  'owner',
  'firstOwner',
  'queue',
  'unit',
  'openedAt',
  'acceptedAt',
  'firstAnsweredAt',
  'resolvedAt',
  'closedAt',
  'nextDueAt',
  'tags',
  'resolution',
  'rootCause'
]
const usual: Column[] = [
  'number',
  'kind',
  'status',
  'title',
  'priority',
  'category',
  'customerName',
  'assignee',
  'unit',
  'openedAt',
  'resolvedAt',
  'closedAt',
  'nextDueAt'
]

/** The rows of the list as a file, made in the background; the purpose is kept in the audit, and those made stay below for a while. */
export function ExportPanel({
  filter,
  sort,
  onClose
}: {
  filter: TicketFilter
  sort: TicketSort
  onClose: () => void
}) {
  const { say, language } = usePhrases('tickets')
  const start = useAct(startExport, { refreshes: [listExports] })
  const [chosen, choose] = useRemembered<Column[]>('tickets.export.columns', usual)
  const [format, setFormat] = useState<'xlsx' | 'csv'>('xlsx')
  const [purpose, setPurpose] = useState('')
  const submit = async () => {
    const inOrder = columns.filter((each) => chosen.includes(each))
    if (await start.act({ filter, sort, columns: inOrder, format, language, purpose: purpose.trim() })) setPurpose('')
  }
  return (
    <VerbForm
      title={say('export.title')}
      action={say('export.start')}
      isReady={purpose.trim() !== '' && chosen.length > 0}
      isBusy={start.isBusy}
      refusal={start.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <Exports />
      <Segmented
        block
        size="small"
        value={format}
        onChange={setFormat}
        options={[
          { value: 'xlsx', label: say('export.xlsx') },
          { value: 'csv', label: say('export.csv') }
        ]}
      />
      <Labelled label={say('export.purpose')} hint={say('export.purpose-hint')} required>
        {(ids) => (
          <Input {...ids} value={purpose} maxLength={200} onChange={(event) => setPurpose(event.target.value)} />
        )}
      </Labelled>
      <Checkbox.Group
        className={style.columns}
        value={chosen}
        onChange={choose}
        options={columns.map((each) => ({ value: each, label: say(`export.column.${each}`) }))}
      />
      <p className={form.hint}>{say('export.masked')}</p>
    </VerbForm>
  )
}

function Exports() {
  const { say } = usePhrases('tickets')
  const made = useRead(listExports, {})
  const items = made.data?.items ?? []
  if (items.length === 0) return null
  return (
    <ul className={style.made} aria-label={say('export.made')}>
      {items.map((each) => (
        <OneExport key={each.id} file={each} />
      ))}
    </ul>
  )
}

function OneExport({ file }: { file: Export }) {
  const { say } = usePhrases('tickets')
  const remove = useAct(removeExport, { refreshes: [listExports] })
  return (
    <li>
      <span className={style.name}>
        {file.state === 'done' ? (
          <a href={addressOf(downloadExport, { exportId: file.id })} download>
            {say('export.download', { format: file.format.toUpperCase() })}
          </a>
        ) : (
          say(`export.state-${file.state}`)
        )}
        <small>
          {file.state === 'running'
            ? say('export.rows', { count: file.done })
            : say('export.rows', { count: file.total ?? file.done })}
          {file.bytes === null ? '' : ` · ${sizeOf(file.bytes)}`} · {file.purpose} ·{' '}
          <RelativeTime at={file.createdAt} />
        </small>
      </span>
      <IconButton
        icon="close"
        size="small"
        label={say('export.remove')}
        onClick={() => void remove.act({ exportId: file.id })}
      />
    </li>
  )
}
