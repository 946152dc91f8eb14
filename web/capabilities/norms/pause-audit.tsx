import { auditPauses } from '@shouwen/contract/promises'
import type { OutputOf } from '@shouwen/contract/operation'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useReadPages } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { Page } from '#ui/page.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { lengthOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { dayStart } from './day-start.ts'
import type { PauseSearch } from './rulebook-search.ts'
import { RulebookTabs } from './rulebook-tabs.tsx'

type Pause = OutputOf<typeof auditPauses>['items'][number]

/** Clocks that stood still though the customer had answered, the unexplained time beside each. */
export function PauseAudit() {
  const { say, pick } = usePhrases('norms')
  const { language, timeZone } = useWords()
  const { unitName } = useUnitOptions()
  const { staff } = useSession()
  const search: PauseSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const pauses = useReadPages(
    auditPauses,
    {
      limit: 100,
      regionId: staff.regionId,
      ...(search.from ? { from: dayStart(search.from, 0, timeZone) } : {}),
      ...(search.to ? { to: dayStart(search.to, 1, timeZone) } : {}),
      ...(search.unit ? { unitId: search.unit } : {})
    },
    { keep: true }
  )
  const change = (next: PauseSearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const columns = useMemo<Column<Pause>[]>(
    () => [
      {
        id: 'title',
        title: say('pause.promise'),
        width: 'minmax(180px, 1.4fr)',
        phone: 'title',
        cell: (row) => pick(row.title)
      },
      { id: 'reason', title: say('pause.reason'), width: 'minmax(150px, 1fr)', cell: (row) => pick(row.reason.words) },
      {
        id: 'paused',
        title: say('pause.paused-at'),
        width: '128px',
        cell: (row) => <RelativeTime at={row.pausedAt} exact />
      },
      {
        id: 'answered',
        title: say('pause.answered-at'),
        width: '128px',
        cell: (row) => <RelativeTime at={row.answeredAt} exact />
      },
      {
        id: 'resumed',
        title: say('pause.resumed-at'),
        width: '128px',
        cell: (row) =>
          row.resumedAt ? (
            <RelativeTime at={row.resumedAt} exact />
          ) : (
            <StatusTag tone="bad">{say('pause.still')}</StatusTag>
          )
      },
      {
        id: 'time',
        title: say('pause.unexplained'),
        width: '120px',
        phone: 'corner',
        cell: (row) => <strong>{lengthOf(row.unexplainedMs, language)}</strong>
      },
      {
        id: 'unit',
        title: say('pause.unit'),
        width: '140px',
        phone: 'hidden',
        cell: (row) => unitName(row.unitId) ?? '—'
      }
    ],
    [say, pick, language, unitName]
  )
  return (
    <Page
      title={say('title')}
      fill
      bar={<RulebookTabs here="pauses" />}
      error={pauses.error?.code === 'not-permitted' ? pauses.error : undefined}
    >
      <DataList
        id="pauses"
        main
        label={say('tabs.pauses')}
        columns={columns}
        rows={pauses.items}
        rowId={(row) => `${row.promiseId} ${row.pausedAt}`}
        onOpen={(row) => void navigate({ to: '/promises/$promiseId', params: { promiseId: row.promiseId } })}
        isLoading={pauses.isLoading}
        error={pauses.error}
        onRetry={pauses.retry}
        hasMore={pauses.hasMore}
        isReadingMore={pauses.isReadingMore}
        onReadMore={pauses.readMore}
        empty={
          <EmptyState kind="done" title={say('pause.none')}>
            {say('pause.text')}
          </EmptyState>
        }
        tools={
          <>
            <DatePicker.RangePicker
              size="small"
              style={{ width: 236 }}
              aria-label={say('pause.period')}
              value={
                search.from || search.to
                  ? [search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]
                  : null
              }
              onChange={(days) =>
                change({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })
              }
            />
            <UnitSelect
              small
              label={say('pause.unit')}
              placeholder={say('pause.unit')}
              value={search.unit}
              onChange={(unit) => change({ unit })}
            />
          </>
        }
      />
    </Page>
  )
}
