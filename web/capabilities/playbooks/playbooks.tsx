import { listPlaybooks, listProposals } from '@shouwen/contract/playbooks'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { NumberStat } from '#ui/number-stat.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Segments } from '#ui/segments.tsx'
import { FloorTabs } from '#web/floor/floor-tabs.tsx'
import { capital } from '#web/floor/shown.ts'
import { GroundForm } from './ground-form.tsx'
import { PlaybookCards } from './playbook-cards.tsx'
import { PlaybookSection } from './playbook-section.tsx'
import { usePlaybookWords } from './playbook-words.ts'
import type { PlaybooksSearch } from './playbooks-search.ts'
import style from './playbooks.module.css'
import { RunList } from './run-list.tsx'

/** Figures are looked at every few seconds and told by no event. */
const FIGURES_EVERY_MS = 10_000

/** Playbooks: what waits for an answer, each with its steps and how it stands, and what came of former runs. @norm CC-11 CC-18 CC-34 */
export function Playbooks() {
  const { say, pick } = usePlaybookWords()
  const { regionId } = useSession().staff
  const { tab, book }: PlaybooksSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const playbooks = useRead(listPlaybooks, { regionId }, { everyMs: FIGURES_EVERY_MS })
  const proposals = useRead(listProposals, { regionId })
  const { data } = playbooks
  const show = (search: PlaybooksSearch) => void navigate({ to: '/floor/playbooks', search })
  const running = data?.items.find((one) => one.steps.some((step) => step.state === 'in-force' || step.state === 'proposed'))?.id
  const open = book ?? running ?? data?.items[0]?.id
  return (
    <Page
      title={say('title')}
      meta={data?.lookedAt ? <span className={style.quiet}>{say('looked-at')} <RelativeTime at={data.lookedAt} exact /></span> : undefined}
      bar={
        <div className={style.bar}>
          <FloorTabs here="playbooks" />
          <Segments
            label={say('tabs.label')}
            value={tab ?? 'now'}
            options={[
              { id: 'now', label: say('tabs.now') },
              { id: 'history', label: say('tabs.history') }
            ]}
            onChange={(id) => show(id === 'history' ? { tab: 'history' } : {})}
          />
        </div>
      }
      isLoading={!data}
      error={data ? undefined : playbooks.error}
      onRetry={() => void playbooks.refetch()}
    >
      {tab === 'history' ? (
        <RunList regionId={regionId} />
      ) : data ? (
        <div className={style.page}>
          <section className={style.figures} aria-label={say('figures')}>
            {data.figures
              .filter((one) => !['system-problem', 'holiday'].includes(one.measure))
              .map((one) => (
                <NumberStat key={one.measure} label={capital(pick(one))} value={one.value} />
              ))}
          </section>
          <PlaybookCards regionId={regionId} />
          {proposals.data?.items.length === 0 ? <EmptyState kind="done" compact title={say('none.title')}>{say('none.text')}</EmptyState> : null}
          {data.items.map((one) => (
            <PlaybookSection key={one.id} regionId={regionId} playbook={one} isOpen={one.id === open} onOpen={() => show({ book: one.id })} />
          ))}
          {data.items.some((one) => one.abilities.includes('start')) ? <GroundForm key={`${data.physicalSeats} ${data.problemSince} ${data.outageCustomers}`} regionId={regionId} ground={data} /> : null}
        </div>
      ) : null}
    </Page>
  )
}
