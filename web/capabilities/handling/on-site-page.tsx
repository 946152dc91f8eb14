import { beginRun, listRuns } from '@shouwen/contract/handling-procedures'
import { readTicket } from '@shouwen/contract/tickets'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Commitments } from './commitments.tsx'
import style from './handling.module.css'
import { RunSteps } from './run-steps.tsx'

/** The procedures of the hall on a phone, one step after the other, in one hand. @norm TK-23 TK-24 TK-25 TK-59 */
export function OnSitePage() {
  const { ticketId = '' } = useParams({ strict: false })
  const { say, pick } = usePhrases('handling')
  const ticket = useRead(readTicket, { ticketId })
  const { data, error, refetch } = useRead(listRuns, { ticketId })
  const begin = useAct(beginRun, { refreshes: [listRuns] })
  const runs = data?.items.filter((run) => run.procedure.phone) ?? []
  const open = runs.filter((run) => run.finishedAt === null)
  const shown = open.length > 0 ? open : runs.slice(0, 1)
  return (
    <Page
      title={ticket.data?.ticket.title ?? say('on-site.title')}
      isLoading={!data}
      error={error ?? ticket.error}
      onRetry={() => void refetch()}
      trail={
        <Link to="/complaints/$ticketId" params={{ ticketId }} search={{ tab: 'handle' }}>
          {say('on-site.back')}
        </Link>
      }
    >
      <div className={style.narrow}>
        <div className={style.acts}>
          {data?.procedures
            .filter((one) => one.phone && !open.some((run) => run.procedure.code === one.code))
            .map((one) => (
              <Button key={one.code} danger={one.incident} loading={begin.isBusy && begin.sending?.procedure === one.code} onClick={() => void begin.act({ ticketId, procedure: one.code })}>
                {pick(one)}
              </Button>
            ))}
        </div>
        {begin.refusal ? <RefusalNotice refusal={begin.refusal} inline /> : null}
        {shown.map((run) => (
          <section key={run.id} className={style.part}>
            <h2>{pick(run.procedure)}</h2>
            <RunSteps ticketId={ticketId} run={run} canWork />
          </section>
        ))}
        <Commitments ticketId={ticketId} canWork />
      </div>
    </Page>
  )
}
