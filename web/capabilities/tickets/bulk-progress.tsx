import { listBulkItems, readBulkChange, undoBulkChange } from '@shouwen/contract/ticket-bulk'
import { listTickets } from '@shouwen/contract/ticket-lists'
import { Link } from '@tanstack/react-router'
import { Button, Progress } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead, useReadPages } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { TimeLeft } from '#ui/time-left.tsx'
import style from './bulk-panel.module.css'
import { useRefusalWords } from './refusal-words.ts'

const outcomes = ['waiting', 'done', 'refused', 'undone', 'partly', 'kept'] as const

/** How a bulk change goes, what was refused and why, and the way back as long as there is one. */
export function BulkProgress({ bulkId }: { bulkId: string }) {
  const { say } = usePhrases('tickets')
  // Between two events the figures are asked for again, so that the bar moves.
  const bulk = useRead(readBulkChange, { bulkId }, { everyMs: 2_000 })
  const undo = useAct(undoBulkChange, { refreshes: [readBulkChange, listTickets] })
  const { data } = bulk
  if (bulk.error && !data) return <RefusalNotice refusal={bulk.error} onRetry={() => void bulk.refetch()} />
  if (!data) return <Skeleton lines={4} />
  const finished = data.total - data.outcomes.waiting
  const share = data.total === 0 ? 100 : Math.round((finished / data.total) * 100)
  return (
    <div className={style.panel}>
      <p role="status">{say(`bulk.state-${data.state}`)}</p>
      <Progress
        aria-label={say('bulk.progress')}
        percent={share}
        size="small"
        status={data.state === 'running' ? 'active' : 'normal'}
      />
      <dl className={style.outcomes}>
        {outcomes
          .filter((each) => data.outcomes[each] > 0)
          .map((each) => (
            <div key={each} className={each === 'refused' || each === 'partly' ? style.left : undefined}>
              <dt>{say(`bulk.outcome-${each}`)}</dt>
              <dd>{data.outcomes[each]}</dd>
            </div>
          ))}
      </dl>
      {data.state === 'done' && data.undoUntil ? (
        <Button loading={undo.isBusy} onClick={() => void undo.act({ bulkId })}>
          {say('bulk.undo')} · <TimeLeft until={data.undoUntil} />
        </Button>
      ) : null}
      {undo.refusal ? <RefusalNotice refusal={undo.refusal} inline /> : null}
      {data.outcomes.refused > 0 ? <Refused bulkId={bulkId} /> : null}
    </div>
  )
}

function Refused({ bulkId }: { bulkId: string }) {
  const { say } = usePhrases('tickets')
  const items = useReadPages(listBulkItems, { bulkId, outcome: 'refused', limit: 50 })
  const why = useRefusalWords()
  return (
    <section aria-label={say('bulk.outcome-refused')}>
      <ul className={style.items}>
        {items.items.map((item) => (
          <li key={item.ticketId}>
            <Link to="/tickets/$ticketId" params={{ ticketId: item.ticketId }}>
              {item.title}
            </Link>
            <small>
              {item.number} · {why(item.refusal)}
            </small>
          </li>
        ))}
      </ul>
      {items.hasMore ? (
        <Button size="small" loading={items.isReadingMore} onClick={items.readMore}>
          {say('bulk.more')}
        </Button>
      ) : null}
    </section>
  )
}
