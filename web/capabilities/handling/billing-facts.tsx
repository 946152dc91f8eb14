import { disputeCharge, listCharges, listOrders } from '@shouwen/contract/billing'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import style from './handling.module.css'

type At = { regionId: number; customerId: string; ticketId: string }
type Charge = OutputOf<typeof listCharges>['items'][number]
const SHOWN = 12

function useMoney() {
  const { language } = usePhrases('handling')
  const format = new Intl.NumberFormat(language, { style: 'currency', currency: 'CNY' })
  return (fen: number) => format.format(fen / 100)
}

/** What the customer was charged, newest first, with the ways to keep a line in dispute while it is verified. @norm TK-15 TK-13 */
export function Charges(at: At) {
  const { say } = usePhrases('handling')
  const money = useMoney()
  const { data } = useRead(listCharges, { regionId: at.regionId, customerId: at.customerId })
  const [all, setAll] = useState(false)
  if (!data) return null
  const items = data.items.toSorted((one, other) => (one.chargedAt < other.chargedAt ? 1 : -1))
  return (
    <section className={style.part}>
      <h2>
        {say('charge.title')} <small>{say('charge.total', { total: money(data.totalFen), disputed: money(data.disputedFen) })}</small>
      </h2>
      {items.length === 0 ? <p className={style.quiet}>{say('charge.none')}</p> : null}
      <ul className={style.items}>
        {(all ? items : items.slice(0, SHOWN)).map((charge) => (
          <OneCharge key={charge.id} at={at} charge={charge} />
        ))}
      </ul>
      {items.length > SHOWN && !all ? (
        <div className={style.acts}>
          <Button type="text" size="small" onClick={() => setAll(true)}>
            {say('charge.all', { count: items.length })}
          </Button>
        </div>
      ) : null}
    </section>
  )
}

function OneCharge({ at: { ticketId, ...customer }, charge }: { at: At; charge: Charge }) {
  const { say, pick } = usePhrases('handling')
  const may = useCan()
  const money = useMoney()
  const dispute = useAct(disputeCharge, { refreshes: [listCharges] })
  const [reason, setReason] = useState('')
  const counted = charge.source.quantity !== undefined ? [charge.source.quantity, charge.source.unit].filter(Boolean).join(' ') : null
  return (
    <li className={style.item}>
      <div className={style.line}>
        <span>
          {pick({ zh: charge.nameZh, en: charge.nameEn })}
          {charge.provider ? ` · ${charge.provider}` : ''}
        </span>
        <strong className="number">{money(charge.amountFen)}</strong>
        {charge.disputed ? <StatusTag tone="warn">{say('charge.disputed')}</StatusTag> : null}
      </div>
      <div className={style.line}>
        <small className={style.quiet}>{[`${charge.fromOn} – ${charge.toOn}`, counted, charge.returnedFen > 0 ? say('charge.returned', { amount: money(charge.returnedFen) }) : null].filter(Boolean).join(' · ')}</small>
        {!charge.disputed && charge.dispute === null && may('billing.dispute') ? (
          <Popover
            trigger="click"
            destroyOnHidden
            content={
              <form
                className={style.form}
                style={{ width: 260 }}
                onSubmit={(event) => {
                  event.preventDefault()
                  void dispute.act({ ...customer, chargeId: charge.id, reason: reason.trim(), ticketId })
                }}
              >
                <Input autoFocus aria-label={say('reason')} placeholder={say('reason')} value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />
                {dispute.refusal ? <RefusalNotice refusal={dispute.refusal} inline /> : null}
                <Button htmlType="submit" loading={dispute.isBusy} disabled={reason.trim() === ''}>
                  {say('charge.dispute')}
                </Button>
              </form>
            }
          >
            <Button size="small" type="text">
              {say('charge.dispute')}
            </Button>
          </Popover>
        ) : null}
      </div>
    </li>
  )
}

/** What was ordered and what proves that the customer wanted it. @norm TK-15 TK-11 TK-12 */
export function Orders({ regionId, customerId }: At) {
  const { say, pick } = usePhrases('handling')
  const money = useMoney()
  const { data } = useRead(listOrders, { regionId, customerId })
  if (!data) return null
  return (
    <section className={style.part}>
      <h2>{say('order.title')}</h2>
      {data.items.length === 0 ? <p className={style.quiet}>{say('order.none')}</p> : null}
      <ul className={style.items}>
        {data.items.map((order) => (
          <li key={order.id} className={style.item}>
            <div className={style.line}>
              <span>
                {pick({ zh: order.nameZh, en: order.nameEn })}
                {order.provider ? ` · ${order.provider}` : ''}
              </span>
              <span className="number">{`${money(order.feeFen)}${say(`order.per.${order.per}`)}`}</span>
              {order.endedAt ? <StatusTag settled>{say('order.ended')}</StatusTag> : null}
            </div>
            <small className={style.quiet}>
              {say(`order.through.${order.orderedThrough}`)} · <RelativeTime at={order.orderedAt} exact />
            </small>
            {order.confirmation ? (
              <small className={style.healthy}>{say('order.proof', { words: order.confirmation.words, reference: order.confirmation.reference })}</small>
            ) : (
              <small className={style.critical}>{say('order.no-proof')}</small>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
