import { listReportComplaints } from '@shouwen/contract/complaint-reports'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './report.module.css'

/** The complaints behind one row of the report, as far as one may read them. */
export function BehindFigure({ regionId, from, until, group, groupKey, onClose }: { regionId: number; from: string; until: string; group: 'branch' | 'category' | 'unit' | 'place' | 'product'; groupKey: string; onClose: () => void }) {
  const { say } = usePhrases('improvement')
  const list = useReadPages(listReportComplaints, { regionId, from, until, group, key: groupKey, limit: 50 }, { keep: true })
  return (
    <section className={style.behind} aria-label={say('report.behind')}>
      <h2>
        {say('report.behind')} <Button size="small" type="text" onClick={onClose}>{say('report.close')}</Button>
      </h2>
      {list.error ? <RefusalNotice refusal={list.error} onRetry={list.retry} /> : null}
      {!list.isLoading && list.items.length === 0 ? <p>{say('report.behind-none')}</p> : null}
      <ul>
        {list.items.map((one) => (
          <li key={one.id}>
            <Link to="/complaints/$ticketId" params={{ ticketId: one.id }}>{one.number} {one.title}</Link>
            <small>{[one.day, one.timed && !one.inTime ? say('report.mark.late') : '', one.repeat ? say('report.mark.repeat') : '', one.appeal ? say('report.mark.appeal') : '', one.ended && !one.firstTime ? say('report.mark.not-first') : ''].filter(Boolean).join(' · ')}</small>
          </li>
        ))}
      </ul>
      {list.hasMore ? <Button size="small" loading={list.isReadingMore} onClick={list.readMore}>{say('report.more')}</Button> : null}
    </section>
  )
}
