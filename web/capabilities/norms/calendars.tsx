import { getCalendar, listCalendars } from '@shouwen/contract/calendars'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Segments } from '#ui/segments.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { Skeleton } from '#ui/skeleton.tsx'
import { dayKey } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import style from './calendars.module.css'
import type { CalendarSearch } from './rulebook-search.ts'
import { RulebookTabs } from './rulebook-tabs.tsx'
import { YearView } from './year-view.tsx'

/** The calendars clocks count by: one year with holidays, make-up days and hours, and who counts by it. */
export function Calendars() {
  const { say, pick } = usePhrases('norms')
  const words = useWords()
  const search: CalendarSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const list = useRead(listCalendars, {})
  const year = search.year ?? Number(dayKey(now(), words).slice(0, 4))
  const chosen =
    list.data?.items.find(({ id }) => id === search.calendar) ??
    list.data?.items.find(({ id }) => id === 'china-working-days') ??
    list.data?.items[0]
  const shown = useRead(
    getCalendar,
    { calendarId: chosen?.id ?? '', year },
    { enabled: chosen !== undefined, keep: true }
  )
  const go = (next: CalendarSearch) =>
    void navigate({ to: '.', search: { ...search, calendar: chosen?.id, ...next }, replace: true })
  useShortcut('[', say('calendar.former'), () => go({ year: year - 1 }), { group: say('tabs.calendars') })
  useShortcut(']', say('calendar.next'), () => go({ year: year + 1 }), { group: say('tabs.calendars') })
  return (
    <Page
      title={say('title')}
      bar={<RulebookTabs here="calendars" />}
      isLoading={!list.data}
      error={list.data ? undefined : list.error}
      onRetry={() => void list.refetch()}
    >
      {chosen ? (
        <div className={style.page}>
          <div className={style.head}>
            <Segments
              label={say('tabs.calendars')}
              value={chosen.id}
              options={(list.data?.items ?? []).map((each) => ({ id: each.id, label: pick(each.name) }))}
              onChange={(calendar) => go({ calendar })}
            />
            <span className={style.year}>
              <IconButton icon="left" label={say('calendar.former')} keys="[" onClick={() => go({ year: year - 1 })} />
              <strong className="number">{year}</strong>
              <IconButton icon="right" label={say('calendar.next')} keys="]" onClick={() => go({ year: year + 1 })} />
            </span>
          </div>
          {chosen.missingYears.length > 0 ? (
            <p className={style.warning} role="note">
              <Icon name="warn" size={16} />
              {say('calendar.missing', { years: chosen.missingYears.join(', ') })}
            </p>
          ) : null}
          {shown.error && !shown.data ? (
            <RefusalNotice refusal={shown.error} onRetry={() => void shown.refetch()} />
          ) : null}
          {!shown.data && !shown.error ? <Skeleton lines={10} /> : null}
          {shown.data ? <YearView calendar={shown.data} /> : null}
          <section className={style.uses}>
            <h2>{say('calendar.uses', { count: chosen.clauses.length })}</h2>
            {chosen.clauses.length === 0 ? <p className={style.quiet}>{say('calendar.no-uses')}</p> : null}
            <ul>
              {chosen.clauses.map((clause) => (
                <li key={clause.id}>
                  <Link to="/rulebook/clauses/$clauseId" params={{ clauseId: clause.id }}>
                    {pick(clause.title)}
                  </Link>
                </li>
              ))}
            </ul>
            <p className={style.quiet}>
              {say('calendar.zone', { zone: chosen.zone })} · v{chosen.version}
              {shown.data?.source ? ` · ${shown.data.source}` : ''}
            </p>
          </section>
        </div>
      ) : null}
    </Page>
  )
}
