import { diagnose, readCaseFacts } from '@shouwen/contract/handling-verify'
import type { RootCause } from '@shouwen/contract/ticket-words'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { ReceiverSelect } from '#web/tickets/receiver-select.tsx'
import style from './handling.module.css'
import type { CaseFacts } from './verify-part.tsx'

const roots = ['operating-error', 'system-fault', 'service-loophole', 'unfounded'] as const satisfies RootCause[]
type Evidence = { kind: string; ref?: string; note: string }

/** What was found: true or not, where the root lies, what proves it. @norm TK-15 */
export function DiagnoseForm({ ticketId, facts, onDone }: { ticketId: string; facts: CaseFacts; onDone: () => void }) {
  const { say, pick } = usePhrases('handling')
  const save = useAct(diagnose, { refreshes: [readCaseFacts, readTicket] })
  const [trueToFact, setTrue] = useState<'true' | 'partly' | 'not'>('true')
  const [rootCause, setRoot] = useState<RootCause>()
  const [cause, setCause] = useState<string>()
  const [summary, setSummary] = useState('')
  const [evidence, setEvidence] = useState<Evidence[]>([])
  const [staffId, setStaffId] = useState<string>()
  const possible = facts.words.causes.filter((one) => one.rootCause === rootCause)
  const byStaff = possible.find((one) => one.code === cause)?.byStaff === true
  const submit = async () => {
    if (!rootCause || !cause) return
    const done = await save.act({ ticketId, trueToFact, rootCause, cause, summary: summary.trim(), evidence, ...(byStaff && staffId ? { staffId } : {}) })
    if (!done) return
    toast({ text: say('diagnosis.done'), tone: 'good' })
    onDone()
  }
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Labelled label={say('diagnosis.true')} required>
        {(ids) => (
          <Radio.Group
            {...ids}
            value={trueToFact}
            onChange={(event) => {
              const next = event.target.value as typeof trueToFact
              setTrue(next)
              if (next === 'not') setRoot('unfounded')
              else if (rootCause === 'unfounded') setRoot(undefined)
              setCause(undefined)
            }}
            options={(['true', 'partly', 'not'] as const).map((value) => ({ value, label: say(`true.${value}`) }))}
          />
        )}
      </Labelled>
      <div className={style.pair}>
        <Labelled label={say('diagnosis.root')} required>
          {(ids) => (
            <Select
              {...ids}
              value={rootCause ?? null}
              onChange={(value: RootCause) => {
                setRoot(value)
                setCause(undefined)
              }}
              options={roots.filter((one) => (one === 'unfounded') === (trueToFact === 'not')).map((value) => ({ value, label: say(`root.${value}`) }))}
            />
          )}
        </Labelled>
        <Labelled label={say('diagnosis.cause')} required>
          {(ids) => <Select {...ids} disabled={!rootCause} value={cause ?? null} onChange={(value: string) => setCause(value)} options={possible.map((one) => ({ value: one.code, label: pick(one) }))} />}
        </Labelled>
      </div>
      <Labelled label={say('diagnosis.summary')} required>
        {(ids) => <Input.TextArea {...ids} value={summary} maxLength={4000} autoSize={{ minRows: 3, maxRows: 10 }} onChange={(event) => setSummary(event.target.value)} />}
      </Labelled>
      <EvidenceList facts={facts} value={evidence} onChange={setEvidence} />
      {byStaff && facts.canNamePerson ? (
        <>
          <p className={style.quiet}>{say('diagnosis.person-hint')}</p>
          <ReceiverSelect kinds={['person']} autoFocus={false} value={staffId ? { staffId } : {}} onChange={(value) => setStaffId(value.staffId)} />
        </>
      ) : null}
      {save.refusal ? <RefusalNotice refusal={save.refusal} inline /> : null}
      <div className={style.acts}>
        <Button type="primary" htmlType="submit" loading={save.isBusy} disabled={!rootCause || !cause || summary.trim() === '' || evidence.length === 0}>
          {say('diagnosis.save')}
        </Button>
        <Button type="text" onClick={onDone}>
          {say('leave')}
        </Button>
      </div>
    </form>
  )
}

function EvidenceList({ facts, value, onChange }: { facts: CaseFacts; value: Evidence[]; onChange: (value: Evidence[]) => void }) {
  const { say, pick } = usePhrases('handling')
  const [kind, setKind] = useState(facts.words.evidence[0]?.code ?? 'bill')
  const [test, setTest] = useState<string>()
  const [note, setNote] = useState('')
  const add = () => {
    onChange([...value, { kind, note: note.trim(), ...(kind === 'signal-test' && test ? { ref: test } : {}) }])
    setNote('')
  }
  const nameOf = (code: string) => {
    const found = facts.words.evidence.find((one) => one.code === code)
    return found ? pick(found) : code
  }
  return (
    <fieldset className={style.group}>
      <legend>{say('evidence.title')} *</legend>
      <ul className={style.items}>
        {value.map((one, at) => (
          <li key={`${one.kind}${one.note}`} className={style.line}>
            <span>{say('pair', { label: nameOf(one.kind), value: one.note })}</span>
            <Button size="small" type="text" onClick={() => onChange(value.filter((_, index) => index !== at))}>
              {say('evidence.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <div className={style.pair}>
        <Select aria-label={say('evidence.kind')} value={kind} onChange={setKind} options={facts.words.evidence.map((one) => ({ value: one.code, label: pick(one) }))} />
        {kind === 'signal-test' && facts.tests.length > 0 ? (
          <Select aria-label={say('evidence.test')} placeholder={say('evidence.test')} value={test ?? null} onChange={(id: string) => setTest(id)} options={facts.tests.map((one) => ({ value: one.id, label: one.place }))} />
        ) : null}
      </div>
      <div className={style.acts}>
        <Input style={{ flex: 1 }} aria-label={say('evidence.note')} placeholder={say('evidence.note')} value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
        <Button disabled={note.trim() === '' || value.length >= 20} onClick={add}>
          {say('evidence.add')}
        </Button>
      </div>
    </fieldset>
  )
}
