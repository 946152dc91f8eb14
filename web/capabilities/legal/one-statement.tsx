import { decideStatement, draftStatement, legalWords, listStatements, type StatementView } from '@shouwen/contract/legal-referrals'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { AskForm } from './ask-form.tsx'
import style from './legal.module.css'

export type Statement = Static<typeof StatementView>

/** One written statement, whole, and the decision of a second person. @norm TK-53 */
export function OneStatement({ statement }: { statement: Statement }) {
  const { say, pick } = usePhrases('legal')
  const decide = useAct(decideStatement, { refreshes: [listStatements] })
  const [note, setNote] = useState('')
  const tone = statement.state === 'approved' ? 'good' : statement.state === 'refused' ? 'bad' : 'warn'
  const answer = (approve: boolean) => void decide.act({ statementId: statement.id, approve, ...(note.trim() ? { note: note.trim() } : {}) })
  return (
    <article className={style.one}>
      <p className={style.head}>
        <StatusTag tone={tone} settled={statement.state !== 'asked'}>
          {say(`statement.state.${statement.state}`)}
        </StatusTag>
        <b>{pick(statement.template)}</b>
        <span className={style.small}>{[statement.draftedBy?.name, statement.decidedBy ? say('statement.decided-by', { who: statement.decidedBy.name }) : ''].filter(Boolean).join(' · ')}</span>
        <RelativeTime at={statement.draftedAt} />
      </p>
      <pre className={style.letter}>{statement.body}</pre>
      {statement.decisionNote ? <p className={style.small}>{statement.decisionNote}</p> : null}
      <p className={style.hash}>SHA-256 {statement.sha256}</p>
      {statement.can.decide ? (
        <div className={style.form}>
          <Input aria-label={say('note')} placeholder={say('statement.note')} value={note} maxLength={1000} onChange={(event) => setNote(event.target.value)} />
          <span className={style.acts}>
            <Button size="small" type="primary" loading={decide.isBusy} onClick={() => answer(true)}>
              {say('statement.approve')}
            </Button>
            <Button size="small" danger disabled={note.trim() === ''} onClick={() => answer(false)}>
              {say('statement.refuse')}
            </Button>
          </span>
          {decide.refusal ? <RefusalNotice refusal={decide.refusal} inline /> : null}
        </div>
      ) : null}
    </article>
  )
}

/** Fills in a template; there is no free text. @norm TK-53 */
export function Draft({ ticketId, onDone }: { ticketId: string; onDone: () => void }) {
  const { say, pick, language } = usePhrases('legal')
  const words = useRead(legalWords, {})
  const draft = useAct(draftStatement, { refreshes: [listStatements] })
  const [code, setCode] = useState<string>()
  const [tongue, setTongue] = useState<'zh-CN' | 'en'>(language === 'en' ? 'en' : 'zh-CN')
  const [fields, setFields] = useState<Record<string, string>>({})
  const template = words.data?.templates.find((one) => one.code === code) ?? words.data?.templates[0]
  const wanted = template?.fields ?? []
  const isReady = wanted.length > 0 && wanted.every((field) => (fields[field.code] ?? '').trim() !== '')
  const submit = async () => {
    if (!template) return
    const given = Object.fromEntries(wanted.map((field) => [field.code, (fields[field.code] ?? '').trim()]))
    if (await draft.act({ ticketId, template: template.code, language: tongue, fields: given })) onDone()
  }
  return (
    <AskForm act={say('statement.draft')} isReady={isReady} isBusy={draft.isBusy} refusal={draft.refusal} onSubmit={() => void submit()} onLeave={onDone}>
      <div className={style.two}>
        <Labelled label={say('statement.template')}>{(ids) => <Select {...ids} value={template?.code} onChange={setCode} options={(words.data?.templates ?? []).map((one) => ({ value: one.code, label: pick(one) }))} />}</Labelled>
        <Labelled label={say('statement.language')}>{(ids) => <Select {...ids} value={tongue} onChange={setTongue} options={[{ value: 'zh-CN', label: '中文' }, { value: 'en', label: 'English' }]} />}</Labelled>
      </div>
      {wanted.map((field) => (
        <Labelled key={field.code} label={pick(field)} required>
          {(ids) => <Input.TextArea {...ids} value={fields[field.code] ?? ''} maxLength={2000} autoSize={{ minRows: 1, maxRows: 6 }} onChange={(event) => setFields({ ...fields, [field.code]: event.target.value })} />}
        </Labelled>
      ))}
    </AskForm>
  )
}
