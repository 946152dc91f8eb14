import { giveOpinion, readCoordination, saveCoordination } from '@shouwen/contract/handling-room'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link, useParams } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './coordination.module.css'

type Form = OutputOf<typeof readCoordination>
const lines = ['account', 'summary', 'departments', 'solution', 'responsible', 'deadline', 'minutes', 'result'] as const
type Field = (typeof lines)[number]
const short = new Set<Field>(['account', 'responsible'])

/** The business coordination form: filled from the ticket, written here, printed as it stands. @norm TK-29 KA-12 */
export function CoordinationPage() {
  const { ticketId = '' } = useParams({ strict: false })
  const { say } = usePhrases('handling')
  const { data, error, refetch } = useRead(readCoordination, { ticketId })
  return (
    <Page
      title={say('coordination.title')}
      isLoading={!data}
      error={error}
      onRetry={() => void refetch()}
      trail={
        <Link to="/complaints/$ticketId" params={{ ticketId }} search={{ tab: 'handle' }}>
          {say('on-site.back')}
        </Link>
      }
      actions={<Button onClick={() => window.print()}>{say('coordination.print')}</Button>}
    >
      {data ? <Sheet key={`${data.ticketId}${data.version}`} form={data} /> : null}
    </Page>
  )
}

function Sheet({ form }: { form: Form }) {
  const { say } = usePhrases('handling')
  const save = useAct(saveCoordination, { refreshes: [readCoordination] })
  const [fields, setFields] = useState(form.fields)
  const set = (field: Field, value: string) => setFields({ ...fields, [field]: value })
  const submit = async () => {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => typeof value === 'string' && value.trim() !== ''))
    if (await save.act({ ticketId: form.ticketId, fields: given, version: form.version })) toast({ text: say('coordination.saved'), tone: 'good' })
  }
  return (
    <article className={style.sheet}>
      <header>
        <h2>{say('coordination.title')}</h2>
        <span>{form.ticketNumber}</span>
      </header>
      <dl>
        {lines.map((field) => (
          <div key={field}>
            <dt>{say(`coordination.${field}`)}</dt>
            <dd>
              {field === 'deadline' ? (
                fields.deadline ? (
                  <RelativeTime at={fields.deadline} exact />
                ) : (
                  '—'
                )
              ) : form.can.write ? (
                <Input.TextArea className={style.field} aria-label={say(`coordination.${field}`)} value={fields[field] ?? ''} maxLength={short.has(field) ? 200 : field === 'departments' ? 1000 : 4000} autoSize={{ minRows: short.has(field) ? 1 : 2 }} onChange={(event) => set(field, short.has(field) ? event.target.value.replaceAll('\n', ' ') : event.target.value)} />
              ) : (
                <span className={style.said}>{fields[field] ?? '—'}</span>
              )}
            </dd>
          </div>
        ))}
        <div>
          <dt>{say('coordination.opinion')}</dt>
          <dd>
            {form.opinion ? (
              <>
                <span className={style.said}>{form.opinion.words}</span>
                <small>
                  {form.opinion.by ? `${form.opinion.by.name} ${form.opinion.by.jobNumber} · ` : ''}
                  <RelativeTime at={form.opinion.at} exact />
                </small>
              </>
            ) : form.can.opine ? (
              <Opinion ticketId={form.ticketId} />
            ) : (
              <span className={style.blank} />
            )}
          </dd>
        </div>
      </dl>
      <footer>
        {form.begunBy ? `${say('coordination.by')} ${form.begunBy.name} ${form.begunBy.jobNumber} · ` : ''}
        {form.changedAt ? <RelativeTime at={form.changedAt} exact /> : say('coordination.not-begun')}
      </footer>
      {save.refusal ? <RefusalNotice refusal={save.refusal} inline /> : null}
      {form.can.write ? (
        <div className={style.acts}>
          <Button type="primary" loading={save.isBusy} onClick={() => void submit()}>
            {say('coordination.save')}
          </Button>
        </div>
      ) : null}
    </article>
  )
}

function Opinion({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('handling')
  const give = useAct(giveOpinion, { refreshes: [readCoordination] })
  const [words, setWords] = useState('')
  return (
    <div className={style.acts}>
      <Input.TextArea aria-label={say('coordination.opinion')} value={words} maxLength={1000} autoSize={{ minRows: 2 }} onChange={(event) => setWords(event.target.value)} />
      {give.refusal ? <RefusalNotice refusal={give.refusal} inline /> : null}
      <Button loading={give.isBusy} disabled={words.trim() === ''} onClick={() => void give.act({ ticketId, words: words.trim() })}>
        {say('coordination.opine')}
      </Button>
    </div>
  )
}
