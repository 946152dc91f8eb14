import { arbitrateRuling, proposeRuling, readLoop } from '@shouwen/contract/improvement-loop'
import { improvementWords } from '@shouwen/contract/improvement-register'
import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './loop.module.css'
import type { Ruling } from './rulings.tsx'

type Share = { key: number; unitId: string | undefined; share: number }

/** Proposes a ruling on a ticket, or decides one as its arbiter; shares add up to 100. @norm TK-17 */
export function RulingForm({ regionId, of, onDone }: { regionId: number; of: { ticketId: string } | { ruling: Ruling }; onDone: () => void }) {
  const { say, pick } = usePhrases('improvement')
  const ruling = 'ruling' in of ? of.ruling : undefined
  const words = useRead(improvementWords, {})
  const propose = useAct(proposeRuling, { refreshes: [readLoop] })
  const decide = useAct(arbitrateRuling, { refreshes: [readLoop] })
  const [cause, setCause] = useState<string | undefined>(ruling?.cause)
  const [text, setText] = useState('')
  const [shares, setShares] = useState<Share[]>(() => (ruling ? ruling.parts.map((part, key) => ({ key, unitId: part.unitId, share: part.share })) : [{ key: 0, unitId: undefined, share: 100 }]))
  const sum = shares.reduce((total, { share }) => total + share, 0)
  const isReady = sum === 100 && text.trim() !== '' && shares.every(({ unitId }) => unitId !== undefined) && (ruling !== undefined || cause !== undefined)
  const submit = async () => {
    const given = shares.flatMap(({ unitId, share }) => (unitId ? { unitId, share } : []))
    const made = ruling
      ? await decide.act({ regionId, rulingId: ruling.id, decision: text.trim(), shares: given })
      : 'ticketId' in of && cause
        ? await propose.act({ ticketId: of.ticketId, cause, finding: text.trim(), shares: given })
        : undefined
    if (made) onDone()
  }
  const change = (key: number, next: Partial<Share>) => setShares(shares.map((one) => (one.key === key ? { ...one, ...next } : one)))
  const refusal = propose.refusal ?? decide.refusal
  return (
    <form className={style.rows} onSubmit={(event) => { event.preventDefault(); if (isReady) void submit() }}>
      {ruling ? null : (
        <Labelled label={say('register.cause')} required>
          {(ids) => <Select {...ids} value={cause} onChange={setCause} options={(words.data?.causes ?? []).map((one) => ({ value: one.code, label: pick(one) }))} />}
        </Labelled>
      )}
      <Labelled label={say(ruling ? 'ruling.decision' : 'ruling.finding')} required>
        {(ids) => <Input.TextArea {...ids} value={text} maxLength={4000} autoSize={{ minRows: 2, maxRows: 8 }} onChange={(event) => setText(event.target.value)} />}
      </Labelled>
      {shares.map((one) => (
        <span key={one.key} className={style.share}>
          <UnitSelect regionId={regionId} label={say('register.unit')} value={one.unitId} onChange={(unitId) => change(one.key, { unitId })} />
          <InputNumber aria-label={say('ruling.share')} min={0} max={100} precision={0} value={one.share} suffix="%" onChange={(share) => change(one.key, { share: share ?? 0 })} />
        </span>
      ))}
      <span className={style.line}>
        {shares.length < 8 ? <Button size="small" onClick={() => setShares([...shares, { key: Math.max(...shares.map(({ key }) => key)) + 1, unitId: undefined, share: Math.max(0, 100 - sum) }])}>{say('ruling.add')}</Button> : null}
        {shares.length > 1 ? <Button size="small" type="text" onClick={() => setShares(shares.slice(0, -1))}>{say('ruling.drop')}</Button> : null}
        <span className={sum === 100 ? style.small : style.late}>{say('ruling.sum', { sum })}</span>
      </span>
      <span className={style.line}>
        <Button size="small" type="primary" htmlType="submit" disabled={!isReady} loading={propose.isBusy || decide.isBusy}>{say(ruling ? 'ruling.decide' : 'ruling.propose')}</Button>
        <Button size="small" onClick={onDone}>{say('leave')}</Button>
      </span>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </form>
  )
}
