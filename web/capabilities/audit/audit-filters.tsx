import { Button, DatePicker } from 'antd'
import dayjs from 'dayjs'
import { usePhrases } from '#lib/phrases.ts'
import { FilterBar } from '#ui/filter-bar.tsx'
import { now } from '#ui/now.ts'
import { dayKey } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { ActorPicker } from './actor-picker.tsx'
import type { AuditSearch } from './audit-search.ts'
import { subjects, useAuditVerbs, useAuditWords } from './audit-words.ts'
import style from './audit.module.css'

const DAY_MS = 86_400_000
const periods = [1, 7, 30] as const

/** Narrows the audit by who, what, on what, with which outcome and when. */
export function AuditFilters({ search, onChange }: { search: AuditSearch; onChange: (next: AuditSearch) => void }) {
  const { say } = usePhrases('audit')
  const reader = useWords()
  const verbs = useAuditVerbs()
  const words = useAuditWords()
  const prefixes = [...new Set(verbs.map((each) => each.verb.split('.')[0] as string))]
  const today = (daysBack: number) => dayjs(dayKey(now() - daysBack * DAY_MS, reader))
  const kinds = search.kind && !subjects.includes(search.kind) ? [...subjects, search.kind] : subjects
  return (
    <FilterBar
      search={<ActorPicker actorId={search.actor} onChange={(actor) => onChange({ actor })} />}
      filters={[
        {
          id: 'verb',
          label: say('filter.verb'),
          value: search.verb ? [search.verb] : [],
          options: [
            ...verbs.map((each) => ({ value: each.verb, label: each.words })),
            ...prefixes.map((prefix) => ({ value: `${prefix}.*`, label: `${prefix}.*` }))
          ]
        },
        {
          id: 'kind',
          label: say('filter.kind'),
          value: search.kind ? [search.kind] : [],
          options: kinds.map((kind) => ({ value: kind, label: words.subject(kind) }))
        },
        {
          id: 'outcome',
          label: say('filter.outcome'),
          value: search.outcome ? [search.outcome] : [],
          options: (['done', 'denied'] as const).map((outcome) => ({
            value: outcome,
            label: say(`outcome.${outcome}`)
          }))
        }
      ]}
      onChange={(id, [value]) => onChange({ [id]: value, ...(id === 'kind' ? { subject: undefined } : {}) })}
    >
      <DatePicker.RangePicker
        size="small"
        className={style.period}
        allowEmpty={[true, true]}
        aria-label={say('filter.period')}
        placeholder={[say('filter.from'), say('filter.to')]}
        value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]}
        presets={periods.map((days) => ({ label: say(`filter.days-${days}`), value: [today(days - 1), today(0)] }))}
        onChange={(range) => onChange({ from: range?.[0]?.format('YYYY-MM-DD'), to: range?.[1]?.format('YYYY-MM-DD') })}
      />
      {search.subject ? (
        <Button size="small" type="dashed" onClick={() => onChange({ subject: undefined })}>
          {say('filter.subject', { subject: `…${search.subject.slice(-6)}` })} ×
        </Button>
      ) : null}
    </FilterBar>
  )
}
