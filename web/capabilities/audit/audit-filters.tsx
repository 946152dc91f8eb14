import { Button } from 'antd'
import { lazy, Suspense } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { FilterBar } from '#ui/filter-bar.tsx'
import { ActorPicker } from './actor-picker.tsx'
import type { AuditSearch } from './audit-search.ts'
import { subjects, useAuditVerbs, useAuditWords } from './audit-words.ts'
import style from './audit.module.css'

// The calendar is the heaviest part of the page and the least used.
const PeriodPicker = lazy(() => import('./period-picker.tsx').then((module) => ({ default: module.PeriodPicker })))

/** Narrows the audit by who, what, on what, with which outcome and when. */
export function AuditFilters({ search, onChange }: { search: AuditSearch; onChange: (next: AuditSearch) => void }) {
  const { say } = usePhrases('audit')
  const verbs = useAuditVerbs()
  const words = useAuditWords()
  const prefixes = [...new Set(verbs.map((each) => each.verb.split('.')[0] as string))]
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
      <Suspense fallback={<span className={style.period} />}>
        <PeriodPicker from={search.from} to={search.to} onChange={onChange} />
      </Suspense>
      {search.subject ? (
        <Button size="small" type="dashed" onClick={() => onChange({ subject: undefined })}>
          {say('filter.subject', { subject: `…${search.subject.slice(-6)}` })} ×
        </Button>
      ) : null}
    </FilterBar>
  )
}
