import { usePhrases } from '#lib/phrases.ts'
import { FieldList } from '#ui/field-list.tsx'
import { MaskedValue } from '#ui/masked-value.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Block } from './block.tsx'
import type { Customer } from './customer-page.tsx'
import { useReveal } from './use-reveal.ts'

/** Who the customer is. What is shown in part opens for a stated purpose. */
export function CustomerFacts({ customer, onEdit }: { customer: Customer; onEdit: () => void }) {
  const { say, pick } = usePhrases('customers')
  const { can, masked, preferences } = customer
  const { purposes, reveal } = useReveal({ regionId: customer.regionId, customerId: customer.id }, can.unmask)
  const nameHidden = masked.includes('name') && customer.kind === 'person'
  return (
    <Block title={say('facts.title')} act={can.write ? { label: say('act.edit'), onClick: onEdit } : undefined}>
      <FieldList
        fields={[
          {
            label: say('column.name'),
            value: nameHidden ? (
              <MaskedValue
                masked={customer.name}
                label={say('column.name')}
                purposes={purposes}
                reveal={reveal('name', (full) => full.name)}
              />
            ) : (
              customer.name
            )
          },
          { label: say('column.kind'), value: say(`kind.${customer.kind}`) },
          {
            label: customer.idKind ? idKindWords(customer.idKind, say) : say('facts.id'),
            value:
              customer.idNumber && masked.includes('id-number') ? (
                <MaskedValue
                  masked={customer.idNumber}
                  label={say('facts.id')}
                  purposes={purposes}
                  reveal={reveal('id-number', (full) => full.idNumber)}
                />
              ) : (
                customer.idNumber
              )
          },
          {
            label: say('facts.unit'),
            value: customer.unit ? pick({ zh: customer.unit.nameZh, en: customer.unit.nameEn }) : null
          },
          {
            label: say('facts.manager'),
            value: customer.manager ? `${customer.manager.name} ${customer.manager.jobNumber}` : null
          },
          { label: say('facts.area'), value: customer.area ? say(`area.${customer.area}`) : null },
          { label: say('facts.language'), value: customer.language === 'en' ? 'English' : '简体中文' },
          { label: say('facts.preferences'), value: preferenceWords(preferences, say).join(' · ') },
          {
            label: say('facts.portal'),
            value: customer.portalAccount ? (
              <>
                <span className="number">{customer.portalAccount.login}</span> ·{' '}
                {say(customer.portalAccount.mustChange ? 'facts.must-change' : 'facts.password-set')}
              </>
            ) : (
              say('facts.no-portal')
            )
          },
          ...(customer.statusReason ? [{ label: say('facts.reason'), value: customer.statusReason }] : []),
          { label: say('facts.since'), value: <RelativeTime at={customer.createdAt} exact /> }
        ]}
      />
    </Block>
  )
}

/** 身份证 for what we know, else the word as it was written. */
export function idKindWords(kind: string, say: (key: string) => string): string {
  const key = `id-kind.${kind}`
  const words = /^[a-z-]+$/.test(kind) ? say(key) : key
  return words === key ? kind : words
}

/** How the customer likes to be reached, in a few words. */
export function preferenceWords(
  { doNotDisturb, personFirst, channel, from, to }: Customer['preferences'],
  say: (key: string, values?: Record<string, string>) => string
): string[] {
  return [
    ...(doNotDisturb ? [say('preference.do-not-disturb')] : []),
    ...(personFirst ? [say('preference.person-first')] : []),
    ...(channel ? [say('preference.by', { channel: say(`channel.${channel}`) })] : []),
    ...(from && to ? [`${from}–${to}`] : [])
  ]
}
