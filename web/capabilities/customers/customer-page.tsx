import { getCustomer } from '@shouwen/contract/customers'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { usePhone } from '#ui/use-phone.ts'
import { CustomerActions } from './customer-actions.tsx'
import { CustomerConsents } from './customer-consents.tsx'
import { CustomerFacts } from './customer-facts.tsx'
import { CustomerGrades } from './customer-grades.tsx'
import { CustomerLines } from './customer-lines.tsx'
import { GradeMark } from './customer-marks.tsx'
import { CustomerMeans } from './customer-means.tsx'
import style from './customer-page.module.css'
import { CustomerPanelOf } from './customer-panel-of.tsx'
import type { CustomerPanel, CustomerSearch } from './customer-search.ts'
import { CustomerTickets } from './customer-tickets.tsx'
import { CustomerTimeline } from './customer-timeline.tsx'

export type Customer = OutputOf<typeof getCustomer>

/** Everything about a customer: what is open and promised, one history over every channel, and who they are. */
export function CustomerPage() {
  const { say } = usePhrases('customers')
  const given = useParams({ strict: false }) as { regionId: string; customerId: string }
  const at = { regionId: Number(given.regionId), customerId: given.customerId }
  const search: CustomerSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const phone = usePhone()
  const may = useCan()
  const { data, error, refetch } = useRead(getCustomer, at, { enabled: Number.isInteger(at.regionId) })
  const open = (panel: CustomerPanel | undefined) =>
    void navigate({ to: '.', search: { ...search, panel }, replace: true })
  const part = search.part ?? 'work'
  return (
    <Page
      title={data?.name ?? say('customer')}
      trail={<Link to="/customers">{say('title')}</Link>}
      meta={
        data ? (
          <>
            <span className="number">{data.number}</span>
            <GradeMark grade={data.grade} vip={data.vip} full />
            {data.status === 'active' ? null : <StatusTag tone="warn">{say(`status.${data.status}`)}</StatusTag>}
          </>
        ) : undefined
      }
      actions={data ? <CustomerActions customer={data} onPanel={open} /> : undefined}
      bar={
        data && phone ? (
          <Segments
            label={say('parts')}
            value={part}
            options={[
              { id: 'work', label: say('part.work') },
              { id: 'known', label: say('part.known') }
            ]}
            onChange={(id) =>
              void navigate({
                to: '.',
                search: { ...search, part: id === 'known' ? 'known' : undefined },
                replace: true
              })
            }
          />
        ) : undefined
      }
      isLoading={!data}
      error={data ? undefined : error}
      onRetry={() => void refetch()}
      panel={
        data && search.panel ? (
          <CustomerPanelOf key={search.panel} panel={search.panel} customer={data} onClose={() => open(undefined)} />
        ) : undefined
      }
    >
      {data ? (
        <div className={style.frame}>
          <div className={style.columns}>
            {!phone || part === 'work' ? (
              <div>
                {may('ticket.read') ? <CustomerTickets at={at} /> : null}
                {may('contact.read') ? <CustomerTimeline at={at} /> : null}
              </div>
            ) : null}
            {!phone || part === 'known' ? (
              <div>
                <CustomerFacts customer={data} onEdit={() => open('edit')} />
                <CustomerMeans customer={data} onAdd={() => open('means')} />
                <CustomerLines customer={data} onAdd={() => open('line')} />
                <CustomerConsents customer={data} onAdd={() => open('consent')} />
                <CustomerGrades customer={data} onChange={() => open('grade')} />
              </div>
            ) : null}
          </div>
        </div>
      ) : null}
    </Page>
  )
}
