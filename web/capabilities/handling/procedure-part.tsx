import { beginRun, listRuns } from '@shouwen/contract/handling-procedures'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import { Commitments } from './commitments.tsx'
import style from './handling.module.css'
import { RunSteps } from './run-steps.tsx'

/** The procedures of the complaint, the open one first, and what was told to the customer. @norm TK-22 TK-23 TK-59 */
export function ProcedurePart({ ticketId, page: { ticket } }: CaseTabProps) {
  const { say, pick } = usePhrases('handling')
  const { data, error, refetch } = useRead(listRuns, { ticketId })
  const begin = useAct(beginRun, { refreshes: [listRuns] })
  if (error) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton />
  const canWork = !['closed', 'cancelled', 'rejected'].includes(ticket.status)
  const open = new Set(data.items.filter((run) => run.finishedAt === null).map((run) => run.procedure.code))
  return (
    <>
      {canWork ? (
        <div className={style.acts} role="group" aria-label={say('run.begin')}>
          {data.procedures
            .filter((one) => !open.has(one.code))
            .map((one) => (
              <Button key={one.code} danger={one.incident} loading={begin.isBusy && begin.sending?.procedure === one.code} onClick={() => void begin.act({ ticketId, procedure: one.code })}>
                {pick(one)}
              </Button>
            ))}
          <Link to="/complaints/$ticketId/on-site" params={{ ticketId }}>
            {say('run.phone')}
          </Link>
        </div>
      ) : null}
      {begin.refusal ? <RefusalNotice refusal={begin.refusal} inline /> : null}
      <div className={style.columns}>
        {data.items.length === 0 ? <p className={style.quiet}>{say('run.none')}</p> : null}
        {data.items.map((run) => (
          <section key={run.id} className={style.part}>
            <h2>
              {pick(run.procedure)}
              <StatusTag tone={run.finishedAt ? 'good' : 'info'} settled={run.finishedAt !== null}>
                {say(run.finishedAt ? 'run.finished' : 'run.open')}
              </StatusTag>
              <small>
                {run.by ? `${run.by.name} · ` : ''}
                <RelativeTime at={run.begunAt} />
              </small>
            </h2>
            <RunSteps ticketId={ticketId} run={run} canWork={canWork} />
          </section>
        ))}
        <Commitments ticketId={ticketId} canWork={canWork} />
      </div>
    </>
  )
}
