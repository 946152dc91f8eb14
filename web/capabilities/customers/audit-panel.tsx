import { customerAuditVerbs, listCustomerAudit } from '@shouwen/contract/customers'
import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import type { Customer } from './customer-page.tsx'
import style from './panel-form.module.css'

/** Who looked at or changed this customer, and why; reading it is itself written down. */
export function AuditPanel({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { say, pick, language } = usePhrases('customers')
  const lines = useReadPages(listCustomerAudit, { regionId: customer.regionId, customerId: customer.id, limit: 50 })
  const words: Readonly<Record<string, { zh: string; en: string }>> = customerAuditVerbs
  const verb = (code: string) =>
    words[code] ? pick(words[code] as { zh: string; en: string }) : sayOr(say, `verb.${code}`, code)
  return (
    <DetailPanel title={say('audit.title')} width={440} onClose={onClose}>
      <p className={style.intro}>{say('audit.text')}</p>
      {lines.error ? <RefusalNotice refusal={lines.error} onRetry={lines.retry} /> : null}
      {lines.isLoading ? <Skeleton lines={8} /> : null}
      {!lines.isLoading && !lines.error && lines.items.length === 0 ? (
        <EmptyState compact title={say('audit.none')} />
      ) : null}
      <ul className={style.audit}>
        {lines.items.map((line) => (
          <li key={line.id}>
            <p>
              <strong>
                {line.actorName
                  ? `${line.actorName} ${line.actorJobNumber ?? ''}`
                  : say(`audit.actor.${line.actorKind}`)}
              </strong>
              <span>{verb(line.verb)}</span>
              {line.outcome === 'denied' ? <StatusTag tone="bad">{say('audit.denied')}</StatusTag> : null}
              <RelativeTime at={line.at} exact />
            </p>
            {line.fields.length > 0 ? (
              <small>
                {line.fields.map((field) => sayOr(say, `field.${field}`, field)).join(language === 'en' ? ', ' : '、')}
              </small>
            ) : null}
            {line.purpose ? <small> {say('audit.purpose', { purpose: line.purpose })}</small> : null}
          </li>
        ))}
      </ul>
      {lines.hasMore ? (
        <Button size="small" loading={lines.isReadingMore} onClick={lines.readMore}>
          {say('more')}
        </Button>
      ) : null}
    </DetailPanel>
  )
}

function sayOr(say: (key: string) => string, key: string, otherwise: string): string {
  const words = say(key)
  return words === key ? otherwise : words
}
