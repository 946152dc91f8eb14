import { answerObjection, decideSignal, listSignals, type SignalView } from '@shouwen/contract/improvement-signals'
import type { Static } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useMemo, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import style from './loop.module.css'
import type { ListProps } from './patterns.tsx'

type Signal = Static<typeof SignalView>
type Asking = 'approve' | 'refuse' | 'uphold' | 'reject'

const tones: Record<Signal['state'], Tone> = { proposed: 'warn', approved: 'bad', refused: 'neutral', corrected: 'neutral', expired: 'neutral' }

/** What a rule noticed and a person decides; nothing of it stands with the customer. @norm TK-54 */
export function SignalList({ bar, openId, onOpen }: ListProps) {
  const { say } = usePhrases('improvement')
  const { staff } = useSession()
  const may = useCan()
  const isAllowed = may('improvement.decide')
  const list = useReadPages(listSignals, { regionId: staff.regionId, limit: 50 }, { keep: true, enabled: isAllowed })
  const opened = list.items.find(({ id }) => id === openId)
  const columns = useMemo<Column<Signal>[]>(
    () => [
      { id: 'state', title: say('mass.state'), width: '100px', phone: 'corner', cell: (row) => <StatusTag tone={tones[row.state]} settled={row.state !== 'proposed'}>{say(row.objection?.state === 'open' ? 'signal.objected' : `signal-state.${row.state}`)}</StatusTag> },
      { id: 'who', title: say('signal.who'), width: 'minmax(140px, 1fr)', phone: 'title', cell: (row) => row.customerName ?? '—' },
      { id: 'count', title: say('signal.complaints'), width: '90px', cell: (row) => row.facts.complaints },
      { id: 'expires', title: say('signal.expires'), width: '130px', cell: (row) => (row.expiresAt ? <RelativeTime at={row.expiresAt} /> : '—') },
      { id: 'at', title: say('mass.found'), width: '110px', cell: (row) => <RelativeTime at={row.proposedAt} /> }
    ],
    [say]
  )
  return (
    <Page title={say('patterns.title')} fill bar={bar} panel={opened ? <DetailPanel title={opened.customerName ?? say('signal.title')} onClose={() => onOpen(undefined)}><OneSignal key={opened.id} signal={opened} /></DetailPanel> : undefined}>
      {isAllowed ? (
        <DataList id="signals" main label={say('signal.title')} columns={columns} rows={list.items} rowId={(row) => row.id} openId={opened?.id} onOpen={(row) => onOpen(row.id)} isLoading={list.isLoading} error={list.error} onRetry={list.retry} hasMore={list.hasMore} isReadingMore={list.isReadingMore} onReadMore={list.readMore} empty={<EmptyState kind="done" title={say('signal.none')}>{say('signal.none-text')}</EmptyState>} />
      ) : (
        <EmptyState title={say('signal.not-yours')} />
      )}
    </Page>
  )
}

function OneSignal({ signal }: { signal: Signal }) {
  const { say, pick } = usePhrases('improvement')
  const decide = useAct(decideSignal, { refreshes: [listSignals] })
  const answer = useAct(answerObjection, { refreshes: [listSignals] })
  const [asking, setAsking] = useState<Asking>()
  const [text, setText] = useState('')
  const at = { regionId: signal.regionId, signalId: signal.id }
  const submit = async () => {
    const said = text.trim()
    const done = asking === 'approve' || asking === 'refuse' ? await decide.act({ ...at, approve: asking === 'approve', reason: said }) : await answer.act({ ...at, upheld: asking === 'uphold', answer: said })
    if (done) setAsking(undefined)
  }
  const refusal = decide.refusal ?? answer.refusal
  return (
    <article className={style.rows}>
      <p className={style.line}>
        <StatusTag tone={tones[signal.state]} settled={signal.state !== 'proposed'}>{say(`signal-state.${signal.state}`)}</StatusTag>
        {signal.promises.filter((one) => one.stoppedAt === null).map((one) => <ExplainedPromise key={one.id} promise={one} size="small" named />)}
        <Link to="/customers/$regionId/$customerId" params={{ regionId: String(signal.regionId), customerId: signal.customerId }}>{say('signal.customer')}</Link>
      </p>
      <p className={style.small}>{say('signal.hint')}</p>
      <ul className={style.list}>{signal.reasons.map((reason) => <li key={reason.en}>{pick(reason)}</li>)}</ul>
      {signal.reason ? <p className={style.small}>{say('same.reason', { who: signal.decidedBy ? `${signal.decidedBy.name} ${signal.decidedBy.jobNumber}` : '—', reason: signal.reason })}</p> : null}
      {signal.objection ? (
        <>
          <p className={style.quote}>{signal.objection.text}</p>
          <p className={style.small}>{say(`signal.objection.${signal.objection.state}`)}{signal.objection.answer ? `：${signal.objection.answer}` : ''}</p>
        </>
      ) : null}
      {asking ? (
        <form className={style.rows} onSubmit={(event) => { event.preventDefault(); if (text.trim()) void submit() }}>
          <Input.TextArea autoFocus value={text} maxLength={2000} autoSize={{ minRows: 2, maxRows: 6 }} aria-label={say(`signal.ask.${asking}`)} placeholder={say(`signal.ask.${asking}`)} onChange={(event) => setText(event.target.value)} />
          <span className={style.line}>
            <Button size="small" type="primary" htmlType="submit" disabled={text.trim() === ''} loading={decide.isBusy || answer.isBusy}>{say(`signal.act.${asking}`)}</Button>
            <Button size="small" onClick={() => setAsking(undefined)}>{say('leave')}</Button>
          </span>
          {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        </form>
      ) : (
        <p className={style.line}>
          {signal.can.decide ? (['approve', 'refuse'] as const).map((one) => <Button key={one} size="small" onClick={() => setAsking(one)}>{say(`signal.act.${one}`)}</Button>) : null}
          {signal.can.answer ? (['uphold', 'reject'] as const).map((one) => <Button key={one} size="small" onClick={() => setAsking(one)}>{say(`signal.act.${one}`)}</Button>) : null}
        </p>
      )}
    </article>
  )
}
