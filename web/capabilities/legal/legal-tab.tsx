import { listHolds } from '@shouwen/contract/legal-evidence'
import { listLinkedCases } from '@shouwen/contract/legal-cases'
import { listLabels, listReferrals, listStatements } from '@shouwen/contract/legal-referrals'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { type ReactNode, useState } from 'react'
import type { Refused } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import type { CaseTabProps } from '#web/complaints/case-tabs.ts'
import { OneHold, OneLabel, Place, SetLabel } from './holds-part.tsx'
import style from './legal.module.css'
import { OneCase } from './one-case.tsx'
import { OneReferral, Refer } from './one-referral.tsx'
import { Draft, OneStatement } from './one-statement.tsx'
import { OpenCase } from './open-case.tsx'
import { Packs } from './packs-part.tsx'

/** The legal side of one complaint. @norm TK-20 TK-41 TK-53 TK-60 */
export function LegalTab({ ticketId, regionId, page: { ticket } }: CaseTabProps) {
  const { say } = usePhrases('legal')
  const may = useCan()
  const can = (verb: string) => may(verb, regionId)
  return (
    <div className={style.tab}>
      {can('legal.proof') ? (
        <p className={style.proofLink}>
          <Link to="/legal/proofs/$ticketId" params={{ ticketId }}>
            {say('proof.print')}
          </Link>
          <span className={style.small}>{say('proof.what')}</span>
        </p>
      ) : null}
      <Referrals ticketId={ticketId} mayAdd={can('legal.refer')} />
      <Labels ticketId={ticketId} mayAdd={can('legal.label')} />
      {can('legal.read') ? <Cases ticketId={ticketId} mayAdd={can('legal.case')} /> : null}
      <Statements ticketId={ticketId} mayAdd={can('legal.draft')} />
      <Holds ticketId={ticketId} regionId={regionId} customerId={ticket.customerId} mayAdd={can('legal.hold')} />
      {can('legal.pack') ? <Packs ticketId={ticketId} /> : null}
    </div>
  )
}

type Of = { ticketId: string; mayAdd: boolean }

function Referrals({ ticketId, mayAdd }: Of) {
  const read = useRead(listReferrals, { ticketId, limit: 50 })
  const items = read.data?.items ?? []
  return (
    <Part name="referral" read={read} count={items.length} mayAdd={mayAdd && !items.some(({ state }) => state === 'open')} form={(done) => <Refer ticketId={ticketId} onDone={done} />}>
      {items.map((one) => (
        <OneReferral key={one.id} referral={one} />
      ))}
    </Part>
  )
}

function Labels({ ticketId, mayAdd }: Of) {
  const read = useRead(listLabels, { ticketId, limit: 50 })
  const items = read.data?.items ?? []
  return (
    <Part name="label" read={read} count={items.length} mayAdd={mayAdd && !items.some(({ endedAt }) => endedAt === null)} form={(done) => <SetLabel ticketId={ticketId} onDone={done} />}>
      {items.map((one) => (
        <OneLabel key={one.id} label={one} />
      ))}
    </Part>
  )
}

function Cases({ ticketId, mayAdd }: Of) {
  const read = useRead(listLinkedCases, { ticketId, limit: 50 })
  const items = read.data?.items ?? []
  return (
    <Part name="case" read={read} count={items.length} mayAdd={mayAdd} form={(done) => <OpenCase ticketId={ticketId} onDone={done} />}>
      {items.map((one) => (
        <OneCase key={one.id} linked={one} />
      ))}
    </Part>
  )
}

function Statements({ ticketId, mayAdd }: Of) {
  const read = useRead(listStatements, { ticketId, limit: 50 })
  const items = read.data?.items ?? []
  return (
    <Part name="statement" read={read} count={items.length} mayAdd={mayAdd} form={(done) => <Draft ticketId={ticketId} onDone={done} />}>
      {items.map((one) => (
        <OneStatement key={one.id} statement={one} />
      ))}
    </Part>
  )
}

function Holds({ ticketId, regionId, customerId, mayAdd }: Of & { regionId: number; customerId: string | null }) {
  const read = useRead(listHolds, { ticketId, limit: 50 })
  const items = read.data?.items ?? []
  return (
    <Part name="hold" read={read} count={items.length} mayAdd={mayAdd} form={(done) => <Place regionId={regionId} ticketId={ticketId} customerId={customerId} onDone={done} />}>
      {items.map((one) => (
        <OneHold key={one.id} hold={one} />
      ))}
    </Part>
  )
}

type PartFacts = { name: string; read: { data: unknown; error: Refused | null; refetch: () => unknown }; count: number; mayAdd: boolean; form: (done: () => void) => ReactNode; children: ReactNode }

function Part({ name, read, count, mayAdd, form, children }: PartFacts) {
  const { say } = usePhrases('legal')
  const [isAdding, setAdding] = useState(false)
  return (
    <section className={style.section} aria-label={say(`${name}.title`)}>
      <h2>
        {say(`${name}.title`)} {count > 0 ? <span className={style.count}>{count}</span> : null}
      </h2>
      {read.error ? <RefusalNotice refusal={read.error} onRetry={() => void read.refetch()} /> : read.data === undefined ? <Skeleton /> : count === 0 ? <p className={style.small}>{say(`${name}.none`)}</p> : children}
      {isAdding ? (
        form(() => setAdding(false))
      ) : mayAdd ? (
        <p className={style.acts}>
          <Button size="small" onClick={() => setAdding(true)}>
            {say(`${name}.add`)}
          </Button>
        </p>
      ) : null}
    </section>
  )
}
