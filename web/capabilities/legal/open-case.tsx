import { listLinkedCases, openLinkedCase } from '@shouwen/contract/legal-cases'
import { legalWords } from '@shouwen/contract/legal-referrals'
import { Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Labelled } from '#ui/labelled.tsx'
import { AskForm } from './ask-form.tsx'
import style from './legal.module.css'
import { fenOf } from './words.ts'

type Kind = 'appeal' | 'lawsuit'

/** Records an appeal or a lawsuit beside a complaint. @norm TK-41 */
export function OpenCase({ ticketId, onDone }: { ticketId: string; onDone: () => void }) {
  const { say, pick } = usePhrases('legal')
  const words = useRead(legalWords, {})
  const open = useAct(openLinkedCase, { refreshes: [listLinkedCases] })
  const [kind, setKind] = useState<Kind>('appeal')
  const [authority, setAuthority] = useState<string>()
  const [step, setStep] = useState<string>()
  const [number, setNumber] = useState('')
  const [dispute, setDispute] = useState<'charge' | 'other'>('charge')
  const [on, setOn] = useState('')
  const [claim, setClaim] = useState('')
  const [note, setNote] = useState('')
  const authorities = words.data?.authorities[kind] ?? []
  const steps = words.data?.firstSteps[kind] ?? []
  const [chosenAuthority, chosenStep] = [authority ?? authorities[0]?.code, step ?? steps[0]?.code]
  const fen = claim.trim() === '' ? null : fenOf(claim)
  const submit = async () => {
    if (!chosenAuthority || !chosenStep || fen === undefined) return
    const done = await open.act({
      ticketId,
      kind,
      authority: chosenAuthority,
      step: chosenStep,
      dispute,
      ...(number.trim() ? { authorityNumber: number.trim() } : {}),
      ...(on ? { happenedOn: on } : {}),
      ...(fen === null ? {} : { claimFen: fen }),
      ...(note.trim() ? { note: note.trim() } : {})
    })
    if (done) onDone()
  }
  const change = (next: Kind) => {
    setKind(next)
    setAuthority(undefined)
    setStep(undefined)
  }
  const options = (list: typeof authorities) => list.map((one) => ({ value: one.code, label: pick(one) }))
  return (
    <AskForm act={say('case.open')} isReady={chosenAuthority !== undefined && chosenStep !== undefined && fen !== undefined} isBusy={open.isBusy} refusal={open.refusal} onSubmit={() => void submit()} onLeave={onDone}>
      <div className={style.two}>
        <Labelled label={say('case.kind')}>{(ids) => <Select {...ids} value={kind} onChange={change} options={(['appeal', 'lawsuit'] as const).map((one) => ({ value: one, label: say(`case.${one}`) }))} />}</Labelled>
        <Labelled label={say('case.authority')}>{(ids) => <Select {...ids} value={chosenAuthority} onChange={setAuthority} options={options(authorities)} />}</Labelled>
        <Labelled label={say('case.first-step')}>{(ids) => <Select {...ids} value={chosenStep} onChange={setStep} options={options(steps)} />}</Labelled>
        <Labelled label={say('case.authority-number')}>{(ids) => <Input {...ids} value={number} maxLength={60} onChange={(event) => setNumber(event.target.value)} />}</Labelled>
        <Labelled label={say('case.dispute')}>{(ids) => <Select {...ids} value={dispute} onChange={setDispute} options={(['charge', 'other'] as const).map((one) => ({ value: one, label: say(`dispute.${one}`) }))} />}</Labelled>
        <Labelled label={say('case.happened-on')}>{(ids) => <input {...ids} type="date" className={style.moment} value={on} onChange={(event) => setOn(event.target.value)} />}</Labelled>
        <Labelled label={say('case.claim-yuan')} error={fen === undefined ? say('case.claim-wrong') : undefined}>
          {(ids) => <Input {...ids} inputMode="decimal" value={claim} maxLength={13} onChange={(event) => setClaim(event.target.value)} />}
        </Labelled>
      </div>
      <Labelled label={say('note')}>{(ids) => <Input.TextArea {...ids} value={note} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setNote(event.target.value)} />}</Labelled>
    </AskForm>
  )
}
