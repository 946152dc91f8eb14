import { type FollowUpView, listFollowUps, type LoopView, readLoop, recordFollowUp, recordFollowUpTry } from '@shouwen/contract/improvement-loop'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import style from './loop.module.css'

type Visit = Static<typeof FollowUpView>
type Results = Static<typeof LoopView>['results']
const channels = ['phone', 'sms', 'email', 'chat', 'hall'] as const
const tones = { due: 'warn', done: 'good', 'not-reached': 'bad', withdrawn: 'neutral' } as const

/** Visits after a complaint ended. @norm TK-28 */
export function Visits({ visits, results }: { visits: readonly Visit[]; results: Results }) {
  const { say } = usePhrases('improvement')
  if (visits.length === 0) return <p className={style.small}>{say('visit.none')}</p>
  return visits.map((visit) => <OneVisit key={visit.id} visit={visit} results={results} />)
}

function OneVisit({ visit, results }: { visit: Visit; results: Results }) {
  const { say, pick } = usePhrases('improvement')
  const refreshes = { refreshes: [readLoop, listFollowUps] }
  const done = useAct(recordFollowUp, refreshes)
  const missed = useAct(recordFollowUpTry, refreshes)
  const [isOpen, setOpen] = useState(false)
  const [channel, setChannel] = useState<(typeof channels)[number]>('phone')
  const [result, setResult] = useState(results[0]?.code ?? '')
  const [said, setSaid] = useState('')
  const at = { regionId: visit.regionId, followUpId: visit.id }
  const word = results.find(({ code }) => code === visit.result)
  return (
    <div className={style.rows}>
      <p className={style.line}>
        <StatusTag tone={tones[visit.state]} settled={visit.state !== 'due'}>{say(`visit.state.${visit.state}`)}</StatusTag>
        <span>{say('visit.round', { round: visit.round })}</span>
        {visit.promises.filter((one) => one.stoppedAt === null).map((one) => <ExplainedPromise key={one.id} promise={one} size="small" named />)}
        <span className={style.small}>{visit.owner ? `${visit.owner.name} ${visit.owner.jobNumber}` : ''}</span>
        {visit.settledAt ? <RelativeTime at={visit.settledAt} /> : null}
      </p>
      {word ? <p>{pick(word)}</p> : null}
      {visit.said ? <p className={style.quote}>{visit.said}</p> : null}
      {visit.tries > 0 ? <p className={style.small}>{say('visit.tries', { count: visit.tries })}</p> : null}
      {visit.canRecord && !isOpen ? (
        <p className={style.line}>
          <Button size="small" type="primary" onClick={() => setOpen(true)}>{say('visit.record')}</Button>
          <Button size="small" loading={missed.isBusy} onClick={() => void missed.act(at)}>{say('visit.missed')}</Button>
        </p>
      ) : null}
      {isOpen ? (
        <form
          className={style.rows}
          onSubmit={(event) => {
            event.preventDefault()
            void done.act({ ...at, channel, result, ...(said.trim() ? { said: said.trim() } : {}) }).then((made) => made && setOpen(false))
          }}
        >
          <span className={style.line}>
            <Select size="small" aria-label={say('visit.channel-label')} style={{ width: 110 }} value={channel} onChange={setChannel} options={channels.map((one) => ({ value: one, label: say(`visit.channel.${one}`) }))} />
            <Select size="small" aria-label={say('visit.result')} style={{ minWidth: 200 }} value={result} onChange={setResult} options={results.map((one) => ({ value: one.code, label: pick(one) }))} />
          </span>
          <Input.TextArea value={said} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} aria-label={say('visit.said')} placeholder={say('visit.said')} onChange={(event) => setSaid(event.target.value)} />
          <span className={style.line}>
            <Button size="small" type="primary" htmlType="submit" loading={done.isBusy}>{say('visit.record')}</Button>
            <Button size="small" onClick={() => setOpen(false)}>{say('leave')}</Button>
          </span>
        </form>
      ) : null}
      {(done.refusal ?? missed.refusal) ? <RefusalNotice refusal={(done.refusal ?? missed.refusal) as NonNullable<typeof done.refusal>} inline /> : null}
    </div>
  )
}
