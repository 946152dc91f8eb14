import { listSurveys, summariseSurveys } from '@shouwen/contract/surveys'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import { usePhrases } from '#lib/phrases.ts'
import { useSession } from '#lib/session.ts'
import { useRead, useReadPages } from '#lib/read.ts'
import { UnitSelect } from '#lib/unit-select.tsx'
import { FilterBar } from '#ui/filter-bar.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/page.tsx'
import { Segments } from '#ui/segments.tsx'
import { dayKey } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { SurveyList } from './survey-list.tsx'
import { SurveyPanel } from './survey-panel.tsx'
import { channels, kinds, type SurveySearch } from './survey-search.ts'
import { SurveySummary } from './survey-summary.tsx'
import { periodOf } from './survey-period.ts'

/** How satisfied customers are: in figures with their formulas, and survey by survey. @norm KP-01 */
export function Surveys() {
  const { say } = usePhrases('surveys')
  const words = useWords()
  const { staff } = useSession()
  const search: SurveySearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const isList = search.tab === 'list'
  const period = periodOf(search, words.timeZone, dayKey(now(), words))
  const filter = {
    ...period,
    regionId: staff.regionId,
    ...(search.unit ? { unitId: search.unit } : {}),
    ...(search.staff ? { staffId: search.staff } : {}),
    ...(search.channel ? { channel: search.channel } : {}),
    ...(search.kind ? { kind: search.kind } : {})
  }
  const by = search.by ?? 'unit'
  const summary = useRead(summariseSurveys, { ...filter, by }, { keep: true })
  const form = summary.data?.form
  const surveys = useReadPages(
    listSurveys,
    { ...filter, limit: 100, ...narrowed(search.show, form) },
    { enabled: isList && (search.show === undefined || form !== undefined), keep: true }
  )
  const change = (next: SurveySearch) => void navigate({ to: '.', search: { ...search, ...next }, replace: true })
  const opened = isList ? surveys.items.find(({ id }) => id === search.open) : undefined
  const filters = (
    <FilterBar
      filters={[
        {
          id: 'channel',
          label: say('filter.channel'),
          value: search.channel ? [search.channel] : [],
          options: channels.map((each) => ({ value: each, label: say(`channel.${each}`) }))
        },
        {
          id: 'kind',
          label: say('filter.kind'),
          value: search.kind ? [search.kind] : [],
          options: kinds.map((each) => ({ value: each, label: say(`kind.${each}`) }))
        },
        ...(isList
          ? [
              {
                id: 'show',
                label: say('filter.show'),
                value: search.show ? [search.show] : [],
                options: (['low', 'satisfied', 'open'] as const).map((each) => ({
                  value: each,
                  label: say(`show.${each}`)
                }))
              }
            ]
          : [])
      ]}
      onChange={(id, [value]) => change({ [id]: value })}
    >
      <UnitSelect
        small
        label={say('filter.unit')}
        placeholder={say('filter.unit')}
        value={search.unit}
        onChange={(unit) => change({ unit })}
      />
      <DatePicker.RangePicker
        size="small"
        style={{ width: 232 }}
        aria-label={say('filter.period')}
        allowClear={false}
        value={[dayjs(dayKey(period.from, words)), dayjs(search.to ?? dayKey(now(), words))]}
        onChange={(days) => change({ from: days?.[0]?.format('YYYY-MM-DD'), to: days?.[1]?.format('YYYY-MM-DD') })}
      />
      {search.staff ? (
        <button
          type="button"
          className="clear-staff"
          style={{ padding: 0, border: 0, background: 'none', color: 'var(--accent)', cursor: 'pointer' }}
          onClick={() => change({ staff: undefined })}
        >
          {say('filter.staff-clear')}
        </button>
      ) : null}
    </FilterBar>
  )
  return (
    <Page
      title={say('title')}
      fill
      bar={
        <Segments
          label={say('title')}
          value={isList ? 'list' : 'summary'}
          options={[
            { id: 'summary', label: say('tab.summary') },
            { id: 'list', label: say('tab.list') }
          ]}
          onChange={(tab) => change({ tab: tab === 'list' ? 'list' : undefined, open: undefined })}
        />
      }
      panel={
        opened && form ? (
          <SurveyPanel survey={opened} form={form} onClose={() => change({ open: undefined })} />
        ) : undefined
      }
      error={summary.error?.code === 'not-permitted' ? summary.error : undefined}
    >
      {isList ? (
        <SurveyList
          surveys={surveys}
          form={form}
          openId={opened?.id}
          tools={filters}
          isFiltered={Boolean(search.show || search.channel || search.kind || search.unit)}
          onOpen={(open) => change({ open })}
        />
      ) : (
        <SurveySummary
          read={summary}
          by={by}
          tools={filters}
          onBy={(next) => change({ by: next })}
          onGroup={(key) =>
            change({
              tab: 'list',
              ...(by === 'unit'
                ? { unit: key }
                : by === 'staff'
                  ? { staff: key }
                  : by === 'channel'
                    ? { channel: key as 'chat' }
                    : by === 'kind'
                      ? { kind: key as 'fault' }
                      : {})
            })
          }
        />
      )}
    </Page>
  )
}

/** "Satisfied" begins above the neither-nor score of the scale. */
function narrowed(show: SurveySearch['show'], form: { scale: { from: number; to: number } } | undefined) {
  if (show === 'low') return { low: true }
  if (show === 'open') return { answered: false }
  if (show === 'satisfied' && form) return { scoreAtLeast: Math.floor((form.scale.from + form.scale.to) / 2) + 1 }
  return {}
}
