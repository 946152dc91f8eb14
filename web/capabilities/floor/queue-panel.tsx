import { type floorState, listWaiting } from '@shouwen/contract/floor-state'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { countdownOf } from '#ui/time.ts'
import { GiveContact } from './give-contact.tsx'
import style from './panel.module.css'

type Floor = OutputOf<typeof floorState>

/** Who waits in a queue, in the order in which they stand, by which rule and step; a supervisor can give one to somebody. */
export function QueuePanel({ regionId, queueCode, floor, onClose }: { regionId: number; queueCode: string; floor: Floor | undefined; onClose: () => void }) {
  const { say, pick, language } = usePhrases('floor')
  const waiting = useRead(listWaiting, { regionId, queueCode })
  const [given, give] = useState<string>()
  const may = useCan()
  const nowMs = useNow()
  const queue = floor?.queues.find((one) => one.code === queueCode)
  const items = waiting.data?.items ?? []
  return (
    <DetailPanel title={queue ? pick({ zh: queue.nameZh, en: queue.nameEn }) : queueCode} width={400} onClose={onClose}>
      <div className={style.panel}>
        {waiting.error ? <RefusalNotice refusal={waiting.error} onRetry={() => void waiting.refetch()} /> : null}
        {waiting.data && items.length === 0 ? <EmptyState kind="done" compact title={say('waiting.none')} /> : null}
        {waiting.data && waiting.data.total > items.length ? <p className={style.quiet}>{say('waiting.of', { shown: items.length, total: waiting.data.total })}</p> : null}
        <ol className={style.rows}>
          {items.map((one) => (
            <li key={one.id} className={style.waiting}>
              <span>
                <b className="number">{one.position}</b> {say(`channel.${one.channel}`)} <b className="number">{countdownOf(nowMs - Date.parse(one.enteredAt), language)}</b>
                {one.callback ? ` · ${say('waiting.callback')}` : ''}
                {one.headStartSeconds > 0 ? ` · ${say('waiting.ahead', { minutes: Math.round(one.headStartSeconds / 60) })}` : ''}
                {one.offeredTo ? ` · ${say('waiting.offered', { name: one.offeredTo.name })}` : ''}
                <small>
                  {' '}
                  {say('waiting.rule', { rule: one.ruleId, step: one.step + 1 })}
                </small>
              </span>
              <span className={style.links}>
                <Link to="/floor/contacts/$contactId" params={{ contactId: one.id }}>
                  {say('why.title')}
                </Link>
                {may('floor.supervise', regionId) && one.state === 'waiting' ? (
                  <Button size="small" aria-expanded={given === one.id} onClick={() => give(given === one.id ? undefined : one.id)}>
                    {say('give.open')}
                  </Button>
                ) : null}
              </span>
              {given === one.id && floor ? <GiveContact regionId={regionId} contactId={one.id} queueCode={queueCode} seats={floor.seats} onDone={() => give(undefined)} /> : null}
            </li>
          ))}
        </ol>
      </div>
    </DetailPanel>
  )
}
