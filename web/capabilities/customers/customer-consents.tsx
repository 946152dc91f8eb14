import { consentPurposeWords } from '@shouwen/contract/customers'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Block } from './block.tsx'
import style from './customer-items.module.css'
import type { Customer } from './customer-page.tsx'

/** What the customer agreed to, as it holds now; where and by which text it was given. */
export function CustomerConsents({ customer, onAdd }: { customer: Customer; onAdd: () => void }) {
  const { say, pick } = usePhrases('customers')
  const purposeWords: Readonly<Record<string, { zh: string; en: string }>> = consentPurposeWords
  return (
    <Block
      title={say('consents.title')}
      flush
      act={customer.can.write ? { label: say('consents.write'), onClick: onAdd } : undefined}
    >
      {customer.consents.length === 0 ? <p className={style.quiet}>{say('consents.none')}</p> : null}
      <ul className={style.items}>
        {customer.consents.map((consent) => (
          <li key={consent.purpose} className={style.item}>
            <span style={{ display: 'inline-flex', color: consent.granted ? 'var(--kept)' : 'var(--text-3)' }}>
              <Icon
                name={consent.granted ? 'check' : 'close'}
                size={15}
                label={say(consent.granted ? 'consents.granted' : 'consents.withdrawn')}
              />
            </span>
            <span className={style.main}>
              <span>
                {purposeWords[consent.purpose]
                  ? pick(purposeWords[consent.purpose] as { zh: string; en: string })
                  : consent.purpose}
              </span>
              <small>{say(consent.granted ? 'consents.granted' : 'consents.withdrawn')}</small>
              <span className={style.under}>
                {say('consents.how', { source: sourceWords(consent.source, say), version: consent.textVersion })}
                {consent.recordedBy ? ` · ${consent.recordedBy.name}` : ''} · <RelativeTime at={consent.at} exact />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Block>
  )
}

function sourceWords(source: string, say: (key: string) => string): string {
  const key = `consents.source.${source}`
  const words = say(key)
  return words === key ? source : words
}
