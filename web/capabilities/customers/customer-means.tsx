import { getCustomer, preferContactMeans, removeContactMeans } from '@shouwen/contract/customers'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { ConfirmByName } from '#ui/confirm-by-name.tsx'
import { Icon, type IconName } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { MaskedValue } from '#ui/masked-value.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { Block } from './block.tsx'
import style from './customer-items.module.css'
import type { Customer } from './customer-page.tsx'
import { useReveal } from './use-reveal.ts'

const icons: Record<string, IconName> = { phone: 'call', email: 'mail', address: 'home', wechat: 'chat' }
const classOf = { phone: 'phone', email: 'email', address: 'address', wechat: 'phone' } as const

/** How the customer can be reached, the preferred way first. */
export function CustomerMeans({ customer, onAdd }: { customer: Customer; onAdd: () => void }) {
  const { say } = usePhrases('customers')
  const at = { regionId: customer.regionId, customerId: customer.id }
  const { purposes, reveal } = useReveal(at, customer.can.unmask)
  const prefer = useAct(preferContactMeans, { refreshes: [getCustomer] })
  const remove = useAct(removeContactMeans, { refreshes: [getCustomer] })
  const refusal = prefer.refusal ?? remove.refusal
  return (
    <Block
      title={say('means.title')}
      flush
      act={customer.can.write ? { label: say('add'), onClick: onAdd } : undefined}
    >
      {customer.contactMeans.length === 0 ? <p className={style.quiet}>{say('means.none')}</p> : null}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      <ul className={style.items}>
        {customer.contactMeans.map((means) => (
          <li key={means.id} className={style.item}>
            <Icon name={icons[means.kind] ?? 'call'} size={15} label={say(`means.kind.${means.kind}`)} />
            <span className={style.main}>
              {customer.masked.includes(classOf[means.kind]) ? (
                <MaskedValue
                  masked={means.value}
                  label={say(`means.kind.${means.kind}`)}
                  purposes={purposes}
                  reveal={reveal(
                    classOf[means.kind],
                    (full) => full.contactMeans.find(({ id }) => id === means.id)?.value,
                    means.id
                  )}
                />
              ) : (
                <span className="number">{means.value}</span>
              )}
              {means.contactName ? <small>{means.contactName}</small> : null}
              {means.preferred ? <small className={style.mark}>{say('means.preferred')}</small> : null}
            </span>
            {customer.can.write ? (
              <span className={style.acts}>
                {means.preferred ? null : (
                  <Button
                    size="small"
                    type="link"
                    disabled={prefer.isBusy}
                    onClick={async () => {
                      if (await prefer.act({ ...at, meansId: means.id }))
                        toast({ text: say('means.now-preferred'), tone: 'good' })
                    }}
                  >
                    {say('means.prefer')}
                  </Button>
                )}
                <ConfirmByName
                  name={means.value}
                  explanation={say('means.remove-text')}
                  action={say('means.remove')}
                  onConfirm={() => remove.act({ ...at, meansId: means.id })}
                >
                  <IconButton icon="close" size="small" label={`${say('means.remove')}: ${means.value}`} />
                </ConfirmByName>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Block>
  )
}
