import { listCorrections } from '@shouwen/contract/corrections'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import style from './corrections.module.css'
import { OneCorrection } from './one-correction.tsx'

/** Wrong answers found in a ticket and how the customer was told; nothing when there are none. @norm CC-22 */
export function TicketCorrections({ ticketId }: { ticketId: string }) {
  const { say } = usePhrases('corrections')
  const { data } = useRead(listCorrections, { ticketId, limit: 20 })
  const items = data?.items ?? []
  if (items.length === 0) return null
  return (
    <section className={style.section} aria-label={say('title')}>
      <h2>
        {say('title')} <span className={style.count}>{items.length}</span>
      </h2>
      {items.map((one) => (
        <OneCorrection key={one.id} correction={one} />
      ))}
    </section>
  )
}
