import type { listSurveys, SurveyForm } from '@shouwen/contract/surveys'
import type { OutputOf, Static } from '@shouwen/contract/operation'
import { type ReactNode, useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import type { useReadPages } from '#lib/read.ts'
import { type Column, DataList } from '#ui/data-list.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { ScoreMark } from './score-mark.tsx'

export type Survey = OutputOf<typeof listSurveys>['items'][number]
export type Form = Static<typeof SurveyForm>

/** Surveys, newest first. */
export function SurveyList({
  surveys,
  form,
  openId,
  tools,
  isFiltered,
  onOpen
}: {
  surveys: ReturnType<typeof useReadPages<typeof listSurveys>>
  form: Form | undefined
  openId: string | undefined
  tools: ReactNode
  isFiltered: boolean
  onOpen: (surveyId: string) => void
}) {
  const { say, pick, language } = usePhrases('surveys')
  const columns = useMemo<Column<Survey>[]>(() => {
    const reasons = new Map(form?.reasons.map((reason) => [reason.code, pick(reason)]))
    return [
      {
        id: 'score',
        title: say('column.score'),
        width: '70px',
        phone: 'corner',
        cell: (row) => <ScoreMark score={row.score} form={form} />
      },
      {
        id: 'customer',
        title: say('column.customer'),
        width: 'minmax(110px, 1fr)',
        phone: 'title',
        cell: (row) => row.customer?.name ?? '—'
      },
      {
        id: 'said',
        title: say('column.said'),
        width: 'minmax(180px, 2fr)',
        cell: (row) => {
          const said = [
            row.comment,
            row.reasons.map((code) => reasons.get(code) ?? code).join(language === 'en' ? ', ' : '、')
          ]
            .filter(Boolean)
            .join(' · ')
          return row.answeredAt ? (
            <span title={said}>{said || '—'}</span>
          ) : (
            <StatusTag>{say(Date.parse(row.expiresAt) < Date.now() ? 'state.expired' : 'state.open')}</StatusTag>
          )
        }
      },
      {
        id: 'ticket',
        title: say('column.ticket'),
        width: '150px',
        phone: 'hidden',
        cell: (row) => <span className="number">{row.ticketNumber}</span>
      },
      { id: 'kind', title: say('filter.kind'), width: '80px', cell: (row) => say(`kind.${row.ticketKind}`) },
      {
        id: 'channel',
        title: say('filter.channel'),
        width: '86px',
        phone: 'hidden',
        cell: (row) => say(`channel.${row.channel}`)
      },
      {
        id: 'staff',
        title: say('column.staff'),
        width: '120px',
        cell: (row) => (row.staff ? `${row.staff.name} ${row.staff.jobNumber}` : '—')
      },
      {
        id: 'at',
        title: say('column.at'),
        width: '110px',
        cell: (row) => <RelativeTime at={row.answeredAt ?? row.askedAt} />
      }
    ]
  }, [say, pick, language, form])
  return (
    <DataList
      id="surveys"
      main
      label={say('title')}
      columns={openId ? columns.filter(({ id }) => !['kind', 'channel', 'staff'].includes(id)) : columns}
      rows={surveys.items}
      rowId={(row) => row.id}
      openId={openId}
      onOpen={(row) => onOpen(row.id)}
      isLoading={surveys.isLoading}
      error={surveys.error}
      onRetry={surveys.retry}
      hasMore={surveys.hasMore}
      isReadingMore={surveys.isReadingMore}
      onReadMore={surveys.readMore}
      empty={
        <EmptyState kind={isFiltered ? 'nothing' : 'empty'} title={say(isFiltered ? 'none-found' : 'none')}>
          {isFiltered ? undefined : say('none-text')}
        </EmptyState>
      }
      tools={tools}
    />
  )
}
