import { getStaff } from '@shouwen/contract/people'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { NoPermission, NotFound } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import style from './panel.module.css'
import { StaffAccount } from './staff-account.tsx'
import { StaffFacts } from './staff-facts.tsx'
import { StaffRoles } from './staff-roles.tsx'
import { StaffSkills } from './staff-skills.tsx'

/** One person: who they are, what they may do and where, what they can, and their account. */
export function StaffPanel({ staffId, onClose }: { staffId: string; onClose: () => void }) {
  const { say, pick } = usePhrases('people')
  const read = useRead(getStaff, { staffId })
  const own = useSession().staff.id === staffId
  const may = useCan()
  const person = read.data
  const canWrite = person !== undefined && may('people.write', person.regionId)
  return (
    <DetailPanel title={person?.name ?? say('staff.title')} width={480} onClose={onClose}>
      {read.error && !person ? (
        read.error.code === 'not-found' ? (
          <NotFound />
        ) : read.error.code === 'not-permitted' ? (
          <NoPermission />
        ) : (
          <RefusalNotice refusal={read.error} onRetry={() => void read.refetch()} />
        )
      ) : null}
      {!person && !read.error ? <Skeleton lines={10} height={14} /> : null}
      {person ? (
        <>
          <div className={style.person}>
            <Avatar name={person.name} size={44} away={person.status !== 'active'} />
            <div>
              <p>
                <strong>{person.name}</strong> <span className="number">{person.jobNumber}</span>
              </p>
              <p>{pick(person.unit)}</p>
            </div>
            <span style={{ marginLeft: 'auto' }}>
              {person.status === 'active' ? (
                <StatusTag tone="good" settled>
                  {say('status.active')}
                </StatusTag>
              ) : (
                <StatusTag>{say('status.deactivated')}</StatusTag>
              )}
            </span>
          </div>
          <StaffFacts person={person} canWrite={canWrite} />
          <StaffRoles person={person} canWrite={canWrite && !own} />
          <StaffSkills person={person} canWrite={canWrite} />
          {canWrite ? <StaffAccount person={person} own={own} /> : null}
        </>
      ) : null}
    </DetailPanel>
  )
}
