import { countPromises } from '@shouwen/contract/promises'
import { readMyWork } from '@shouwen/contract/ticket-lists'
import { useNavigate } from '@tanstack/react-router'
import { Segmented } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { NumberStat } from '#ui/number-stat.tsx'
import { Page } from '#ui/page.tsx'
import { useRemembered } from '#ui/remembered.ts'
import { useShortcut } from '#ui/shortcuts.ts'
import { Handovers } from './handovers.tsx'
import { Mentions } from './mentions.tsx'
import style from './my-work.module.css'
import { Pauses } from './pauses.tsx'
import { Queues } from './queues.tsx'
import { Tasks } from './tasks.tsx'
import { Urgent } from './urgent.tsx'

/** What waits for me now: promises that are about to break first, then what I can take, and who waits for my answer. */
export function MyWork() {
  const { say } = usePhrases('my-work')
  const navigate = useNavigate()
  const may = useCan()
  const { staff, abilities } = useSession()
  const work = useRead(readMyWork, {})
  const promises = useRead(countPromises, { regionId: staff.regionId })
  const reads = abilities.filter(({ verb }) => verb === 'ticket.read' || verb === 'ticket.*' || verb === '*')
  const seesMore = reads.some(({ scope: reach }) => reach !== 'own')
  const leads = abilities.some(({ verb, scope: reach }) => (verb === 'ticket.*' || verb === '*') && reach !== 'own')
  // Who answers for others begins with what they have; the choice is remembered.
  const [scope, setScope] = useRemembered<'mine' | 'all'>('my-work.scope', leads ? 'all' : 'mine')
  const view = (key: string) => void navigate({ to: '/tickets', search: { view: key } })
  useShortcut('c', say('new'), () => void navigate({ to: '/tickets/new' }), {
    group: say('title'),
    enabled: may('ticket.open')
  })
  const counts = work.data?.counts
  const standing = scope === 'mine' ? promises.data?.mine : promises.data?.all
  return (
    <Page
      title={say('title')}
      meta={<span>{say('greeting', { name: staff.name, jobNumber: staff.jobNumber })}</span>}
      isLoading={!work.data}
      error={work.data ? undefined : work.error}
      onRetry={() => void work.refetch()}
      actions={
        seesMore ? (
          <Segmented
            value={scope}
            onChange={setScope}
            aria-label={say('scope.label')}
            options={[
              { value: 'mine', label: say('scope.mine') },
              { value: 'all', label: say('scope.all') }
            ]}
          />
        ) : undefined
      }
    >
      <div className={style.stats}>
        <NumberStat
          label={say('stat.broken')}
          value={standing?.broken}
          tone={standing?.broken ? 'bad' : 'neutral'}
          formula={say('stat.broken-formula')}
          onPress={() => view('broken')}
        />
        <NumberStat
          label={say('stat.at-risk')}
          value={standing?.atRisk}
          tone={standing?.atRisk ? 'warn' : 'neutral'}
          formula={say('stat.at-risk-formula')}
          onPress={() => view('at-risk')}
        />
        <NumberStat label={say('stat.running')} value={standing?.running} formula={say('stat.running-formula')} />
        <NumberStat
          label={say('stat.waits')}
          value={counts?.customerWaits}
          tone={counts?.customerWaits ? 'info' : 'neutral'}
          formula={say('stat.waits-formula')}
          onPress={() => view('my-open')}
        />
        <NumberStat
          label={say('stat.assigned')}
          value={counts?.assigned}
          formula={say('stat.assigned-formula')}
          onPress={() => view('my-open')}
        />
      </div>
      <div className={style.columns}>
        <div className={style.main}>
          <Urgent scope={scope} />
        </div>
        <div className={style.side}>
          <Queues waiting={counts?.inMyQueues ?? 0} />
          <Pauses />
          {work.data ? (
            <>
              <Handovers handovers={work.data.handovers} />
              <Tasks
                tasks={work.data.tasks}
                more={work.data.counts.myTasks + work.data.counts.unitTasks - work.data.tasks.length}
              />
              <Mentions mentions={work.data.mentions} more={work.data.counts.mentions - work.data.mentions.length} />
            </>
          ) : null}
        </div>
      </div>
    </Page>
  )
}
