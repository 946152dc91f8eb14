import { readBehaviours, recordDemand } from '@shouwen/contract/handling-cards'
import { readTicket } from '@shouwen/contract/tickets'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { Behaviours } from './behaviours-part.tsx'
import style from './handling.module.css'

/** What the complaint demands beside its matter, with the approved words. @norm TK-53 */
export function Demands({ ticketId, data, canWork }: { ticketId: string; data: Behaviours; canWork: boolean }) {
  const { say, pick } = usePhrases('handling')
  const record = useAct(recordDemand, { refreshes: [readBehaviours, readTicket] })
  return (
    <section className={style.part}>
      <h2>{say('demand.title')}</h2>
      <p className={style.quiet}>{say('demand.hint')}</p>
      {record.refusal ? <RefusalNotice refusal={record.refusal} inline /> : null}
      <ul className={style.items}>
        {data.demands.map((one) => (
          <li key={one.code} className={style.item}>
            <div className={style.line}>
              <span>{pick(one)}</span>
              {one.recordedAt ? (
                <StatusTag tone="info" settled>
                  {say(one.routed ? 'demand.routed' : 'demand.recorded')}
                </StatusTag>
              ) : canWork ? (
                <Button size="small" loading={record.isBusy && record.sending?.kind === one.code} onClick={() => void record.act({ ticketId, kind: one.code })}>
                  {say('demand.record')}
                </Button>
              ) : null}
            </div>
            {one.recordedAt ? <p className={style.script}>{pick(one.script)}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}
