import { readLoop } from '@shouwen/contract/improvement-loop'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import style from './loop.module.css'
import { LoopPlan } from './loop-plan.tsx'
import { RepeatPart } from './repeat-part.tsx'
import { Rulings } from './rulings.tsx'
import { TicketImprovements } from './ticket-improvements.tsx'
import { Visits } from './visits.tsx'
import { VoicePart } from './voice-part.tsx'

const watchTones = { none: 'neutral', watching: 'warn', clean: 'good', recurred: 'bad' } as const

/** Closing the loop of one complaint: again or one of many, the plan, visits and the watch, whose responsibility, and what is improved. @norm TK-17 TK-28 TK-30 TK-31 GV-24 */
export function LoopTab({ ticketId, regionId }: CaseTabProps) {
  const { say, pick } = usePhrases('improvement')
  const { data, error, refetch } = useRead(readLoop, { ticketId })
  if (error && !data) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  return (
    <div className={style.loop}>
      <RepeatPart ticketId={ticketId} />
      <VoicePart ticketId={ticketId} regionId={regionId} />
      <LoopPlan ticketId={ticketId} loop={data} />
      <section className={style.part} aria-label={say('visit.title')}>
        <h2>{say('visit.title')}</h2>
        <p className={style.line}>
          <StatusTag tone={watchTones[data.watch.state]} settled={data.watch.state !== 'watching'}>{say(`watch.${data.watch.state}`)}</StatusTag>
          {data.watch.until && data.watch.state === 'watching' ? <span className={style.small}>{say('watch.until')} <RelativeTime at={data.watch.until} exact /></span> : null}
          {data.recovered === null ? null : <StatusTag tone={data.recovered ? 'good' : 'neutral'} settled>{say(data.recovered ? 'watch.recovered' : 'watch.not-recovered')}</StatusTag>}
        </p>
        <Visits visits={data.followUps} results={data.results} />
        {data.followUps.some(({ canRecord }) => canRecord) ? <ul className={style.list}>{data.manners.map((manner) => <li key={manner.en} className={style.small}>{pick(manner)}</li>)}</ul> : null}
      </section>
      <Rulings ticketId={ticketId} regionId={regionId} rulings={data.rulings} mayPropose={data.can.rule} />
      <TicketImprovements ticketId={ticketId} />
    </div>
  )
}
