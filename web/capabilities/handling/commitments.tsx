import { CommitmentView, commit, keepCommitment, readCards, withdrawCommitment } from '@shouwen/contract/handling-cards'
import { listRuns } from '@shouwen/contract/handling-procedures'
import type { OutputOf, Static } from '@shouwen/contract/operation'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './handling.module.css'

const lengths = ['30m', '1h', '2h', '4h', '8h', '24h', '48h', '72h', '5d', '10d'] as const
type Commitment = Static<typeof CommitmentView>
const refreshes = [readCards, listRuns, readTicket]

/** The times told to the customer, each with its clock. @norm TK-36 */
export function Commitments({ ticketId, canWork }: { ticketId: string; canWork: boolean }) {
  const { say } = usePhrases('handling')
  const { data } = useRead(readCards, { ticketId })
  const [isOpen, setOpen] = useState(false)
  if (!data) return null
  return (
    <section className={style.part}>
      <h2>{say('told.title')}</h2>
      {data.commitments.length === 0 && !isOpen ? <p className={style.quiet}>{say('told.none')}</p> : null}
      <ul className={style.items}>
        {data.commitments.map((one) => (
          <OneCommitment key={one.id} ticketId={ticketId} commitment={one} canWork={canWork} />
        ))}
      </ul>
      {isOpen ? (
        <CommitForm ticketId={ticketId} stages={data.stages} onDone={() => setOpen(false)} />
      ) : canWork ? (
        <div className={style.acts}>
          <Button onClick={() => setOpen(true)}>{say('told.make')}</Button>
        </div>
      ) : null}
    </section>
  )
}

function OneCommitment({ ticketId, commitment, canWork }: { ticketId: string; commitment: Commitment; canWork: boolean }) {
  const { say, pick } = usePhrases('handling')
  const may = useCan()
  const at = { ticketId, commitmentId: commitment.id }
  const keep = useAct(keepCommitment, { refreshes })
  const withdraw = useAct(withdrawCommitment, { refreshes })
  const [asking, setAsking] = useState<'keep' | 'withdraw'>()
  const [words, setWords] = useState('')
  const submit = async () => {
    const said = words.trim()
    const done = asking === 'keep' ? await keep.act({ ...at, answer: said, channel: 'phone' }) : await withdraw.act({ ...at, reason: said })
    if (!done) return
    setAsking(undefined)
    toast({ text: say(`told.done-${asking ?? 'keep'}`), tone: 'good' })
  }
  const refusal = keep.refusal ?? withdraw.refusal
  return (
    <li className={style.item}>
      <div className={style.line}>
        <strong>
          {pick(commitment.stage)} · {say(`within.${commitment.within}`)}
        </strong>
        {commitment.promise ? <ExplainedPromise promise={commitment.promise} size="small" /> : <StatusTag settled>{say(`told.state.${commitment.state}`)}</StatusTag>}
      </div>
      <span className={style.text}>{commitment.words}</span>
      {commitment.interim ? <span className={style.quiet}>{say('told.interim-is', { interim: commitment.interim })}</span> : null}
      {commitment.state === 'open' && canWork && !asking ? (
        <div className={style.acts}>
          <Button size="small" onClick={() => setAsking('keep')}>
            {say('told.keep')}
          </Button>
          {may('handling.lead') ? (
            <Button size="small" type="text" onClick={() => setAsking('withdraw')}>
              {say('told.withdraw')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {asking ? (
        <div className={style.form}>
          <Input.TextArea autoFocus aria-label={say(`told.words-${asking}`)} placeholder={say(`told.words-${asking}`)} value={words} maxLength={asking === 'keep' ? 4000 : 300} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setWords(event.target.value)} />
          {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
          <div className={style.acts}>
            <Button type="primary" size="small" loading={keep.isBusy || withdraw.isBusy} disabled={words.trim() === ''} onClick={() => void submit()}>
              {say(`told.${asking}`)}
            </Button>
            <Button size="small" type="text" onClick={() => setAsking(undefined)}>
              {say('leave')}
            </Button>
          </div>
        </div>
      ) : null}
    </li>
  )
}

function CommitForm({ ticketId, stages, onDone }: { ticketId: string; stages: OutputOf<typeof readCards>['stages']; onDone: () => void }) {
  const { say, pick } = usePhrases('handling')
  const save = useAct(commit, { refreshes })
  const [stage, setStage] = useState(stages[0]?.code ?? 'first-word')
  const [within, setWithin] = useState<(typeof lengths)[number]>('24h')
  const [words, setWords] = useState('')
  const [interim, setInterim] = useState('')
  const [tell, setTell] = useState(true)
  const submit = async () => {
    if (!(await save.act({ ticketId, stage, within, words: words.trim(), tellCustomer: tell, ...(interim.trim() ? { interim: interim.trim() } : {}) }))) return
    toast({ text: say('told.made'), tone: 'good' })
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
      <div className={style.pair}>
        <Labelled label={say('told.stage')}>{(ids) => <Select {...ids} value={stage} onChange={setStage} options={stages.map((one) => ({ value: one.code, label: pick(one) }))} />}</Labelled>
        <Labelled label={say('told.within')} hint={say('told.margin')}>
          {(ids) => <Select {...ids} value={within} onChange={setWithin} options={lengths.map((value) => ({ value, label: say(`within.${value}`) }))} />}
        </Labelled>
      </div>
      <Labelled label={say('told.words')} required>
        {(ids) => <Input.TextArea {...ids} autoFocus value={words} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setWords(event.target.value)} />}
      </Labelled>
      <Labelled label={say('told.interim')}>{(ids) => <Input {...ids} value={interim} maxLength={1000} onChange={(event) => setInterim(event.target.value)} />}</Labelled>
      <Checkbox checked={tell} onChange={(event) => setTell(event.target.checked)}>
        {say('told.tell')}
      </Checkbox>
      {save.refusal ? <RefusalNotice refusal={save.refusal} inline /> : null}
      <div className={style.acts}>
        <Button type="primary" htmlType="submit" loading={save.isBusy} disabled={words.trim() === ''}>
          {say('told.make')}
        </Button>
        <Button type="text" onClick={onDone}>
          {say('leave')}
        </Button>
      </div>
    </form>
  )
}
