import { getCustomer, unmaskCustomer } from '@shouwen/contract/customers'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { MaskedValue } from '#ui/masked-value.tsx'
import style from './ticket-details.module.css'

const shown = 3
const classOf = { phone: 'phone', email: 'email', address: 'address', wechat: 'phone' } as const

/** How the customer can be reached, the preferred way first, and the line it is about; what is masked opens for a stated purpose. */
export function CustomerMeans({
  regionId,
  customerId,
  lineId
}: {
  regionId: number
  customerId: string
  lineId: string | null
}) {
  const { say, pick } = usePhrases('tickets')
  const may = useCan()
  const at = { regionId, customerId }
  const { data } = useRead(getCustomer, at, { enabled: may('customer.read', regionId) })
  const unmask = useAct(unmaskCustomer)
  if (!data) return null
  const purposes = [say('purpose.call-back'), say('purpose.verify'), say('purpose.visit')]
  const line = data.lines.find((each) => each.id === lineId)
  return (
    <>
      {data.contactMeans.slice(0, shown).map((means) => (
        <div key={means.id} className={style.line}>
          <span>{say(`customer.means-${means.kind}`)}</span>
          {data.masked.includes(classOf[means.kind]) ? (
            <MaskedValue
              masked={means.value}
              label={say(`customer.means-${means.kind}`)}
              purposes={purposes}
              reveal={
                data.can.unmask
                  ? async (purpose) => {
                      const fields = [classOf[means.kind]]
                      const full = await unmask.act({ ...at, purpose, fields, itemId: means.id })
                      return full?.contactMeans.find((each) => each.id === means.id)?.value ?? undefined
                    }
                  : undefined
              }
            />
          ) : (
            <span className="number">{means.value}</span>
          )}
        </div>
      ))}
      {line ? (
        <div className={style.line}>
          <span>{say('new.line')}</span>
          <span>
            {[line.serviceNumber, line.plan && pick(line.plan.name), line.address].filter(Boolean).join(' · ')}
          </span>
        </div>
      ) : null}
    </>
  )
}
