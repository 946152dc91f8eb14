import { attachCaseFiles, type CaseView, downloadCaseFile, listLinkedCases, recordCaseStep } from '@shouwen/contract/legal-cases'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { addressOf } from '#lib/call.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { FieldList } from '#ui/field-list.tsx'
import { FileDrop } from '#ui/file-drop.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { AskForm } from './ask-form.tsx'
import style from './legal.module.css'
import { yuan } from './words.ts'

export type LinkedCase = Static<typeof CaseView>

/** One appeal or lawsuit: its number and the authority's, its clocks, its steps and what may come next. @norm TK-41 */
export function OneCase({ linked }: { linked: LinkedCase }) {
  const { say, pick } = usePhrases('legal')
  const [asking, setAsking] = useState<'step' | 'files'>()
  return (
    <article className={style.one}>
      <p className={style.head}>
        <StatusTag tone={linked.kind === 'lawsuit' ? 'warn' : 'info'}>{say(`case.${linked.kind}`)}</StatusTag>
        <b>{linked.number}</b>
        <StatusTag settled={linked.endedAt !== null}>{pick(linked.state)}</StatusTag>
        {linked.promises.map((promise) => (
          <ExplainedPromise key={promise.id} promise={promise} size="small" named />
        ))}
      </p>
      {linked.window?.over ? <p className={style.warn}>{say('case.too-old', { until: linked.window.until, months: linked.window.months })}</p> : null}
      <FieldList
        columns={2}
        fields={[
          { label: say('case.authority'), value: pick(linked.authority) },
          { label: say('case.authority-number'), value: linked.authorityNumber },
          { label: say('case.owner'), value: linked.owner ? `${linked.owner.name} ${linked.owner.jobNumber}` : null },
          { label: say('case.dispute'), value: say(`dispute.${linked.dispute}`) },
          { label: say('case.happened-on'), value: linked.happenedOn },
          { label: say('case.window'), value: linked.window ? say('case.until', { until: linked.window.until }) : null },
          ...(linked.claimFen === null ? [] : [{ label: say('case.claim'), value: yuan(linked.claimFen) }])
        ]}
      />
      <ol className={style.steps}>
        {linked.steps.map((step) => (
          <li key={step.id}>
            <b>{pick(step)}</b> <RelativeTime at={step.at} exact />
            {step.by ? <span className={style.small}> {step.by.name}</span> : null}
            {step.note ? <p>{step.note}</p> : null}
          </li>
        ))}
      </ol>
      {linked.files.length > 0 ? (
        <ul className={style.files}>
          {linked.files.map((file) => (
            <li key={file.id}>
              <a href={addressOf(downloadCaseFile, { caseId: linked.id, fileId: file.id })} download>
                {file.name}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
      {asking === 'step' ? (
        <StepForm linked={linked} onDone={() => setAsking(undefined)} />
      ) : asking === 'files' ? (
        <FilesForm linked={linked} onDone={() => setAsking(undefined)} />
      ) : linked.next.length > 0 ? (
        <p className={style.acts}>
          <Button size="small" type="primary" onClick={() => setAsking('step')}>
            {say('case.record-step')}
          </Button>
          <Button size="small" onClick={() => setAsking('files')}>
            {say('case.attach')}
          </Button>
        </p>
      ) : null}
    </article>
  )
}

function StepForm({ linked, onDone }: { linked: LinkedCase; onDone: () => void }) {
  const { say, pick } = usePhrases('legal')
  const record = useAct(recordCaseStep, { refreshes: [listLinkedCases] })
  const [step, setStep] = useState(linked.next[0]?.code ?? '')
  const [at, setAt] = useState('')
  const [note, setNote] = useState('')
  const submit = async () => {
    const done = await record.act({ caseId: linked.id, step, ...(at ? { at: new Date(at).toISOString() } : {}), ...(note.trim() ? { note: note.trim() } : {}) })
    if (done) onDone()
  }
  return (
    <AskForm act={say('case.record-step')} isReady={step !== ''} isBusy={record.isBusy} refusal={record.refusal} onSubmit={() => void submit()} onLeave={onDone}>
      <div className={style.two}>
        <Labelled label={say('case.step')}>{(ids) => <Select {...ids} value={step} onChange={setStep} options={linked.next.map((one) => ({ value: one.code, label: pick(one) }))} />}</Labelled>
        <Labelled label={say('case.at')} hint={say('case.at-hint')}>
          {(ids) => <input {...ids} type="datetime-local" className={style.moment} value={at} onChange={(event) => setAt(event.target.value)} />}
        </Labelled>
      </div>
      <Labelled label={say('note')}>{(ids) => <Input.TextArea {...ids} value={note} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setNote(event.target.value)} />}</Labelled>
    </AskForm>
  )
}

function FilesForm({ linked, onDone }: { linked: LinkedCase; onDone: () => void }) {
  const { say } = usePhrases('legal')
  const attach = useAct(attachCaseFiles, { refreshes: [listLinkedCases] })
  const [files, setFiles] = useState<File[]>([])
  const submit = async () => {
    if (await attach.act({ caseId: linked.id }, { files })) onDone()
  }
  return (
    <AskForm act={say('case.attach')} isReady={files.length > 0} isBusy={attach.isBusy} refusal={attach.refusal} onSubmit={() => void submit()} onLeave={onDone}>
      <FileDrop label={say('case.drop')} files={files} onFiles={setFiles} />
    </AskForm>
  )
}
