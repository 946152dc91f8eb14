import { explainPromise } from '@shouwen/contract/promises'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link, useParams } from '@tanstack/react-router'
import { factsOf, segmentsOf } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { PromiseBadge } from '#ui/promise-badge.tsx'
import { PromiseWhy } from '#ui/promise-why.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Block } from './block.tsx'
import { AssumedMark, TrustMark } from './clause-marks.tsx'
import columns from './clause-page.module.css'
import { PromiseEvidence } from './promise-evidence.tsx'
import style from './promise-page.module.css'

type Explained = OutputOf<typeof explainPromise>

/** One promise: why its deadline is what it is, what happened to it, and its outcome computed again from the evidence alone. */
export function PromisePage() {
  const { say, pick } = usePhrases('norms')
  const { promiseId } = useParams({ strict: false }) as { promiseId: string }
  const { data, error, refetch } = useRead(explainPromise, { promiseId })
  return (
    <Page
      title={data ? pick(data.promise.title) : say('promise-page.title')}
      trail={
        data?.subjectKind === 'ticket' ? (
          <Link to="/tickets/$ticketId" params={{ ticketId: data.subjectId }}>
            {say('promise-page.ticket')}
          </Link>
        ) : undefined
      }
      meta={data ? <PromiseBadge {...factsOf(data.promise)} /> : undefined}
      isLoading={!data}
      error={data ? undefined : error}
      onRetry={() => void refetch()}
    >
      {data ? (
        <div className={columns.frame}>
          <div className={columns.columns}>
            <div>
              <Why explained={data} />
              <Happened explained={data} />
              <PromiseEvidence promiseId={promiseId} />
            </div>
            <div>
              <Facts explained={data} />
            </div>
          </div>
        </div>
      ) : null}
    </Page>
  )
}

function Why({ explained }: { explained: Explained }) {
  const { say, pick } = usePhrases('norms')
  const promises = usePhrases('promises')
  const { promise, clause, row } = explained
  return (
    <Block title={say('promise-page.why')} aside={<TrustMark trust={clause.trust} />} flush>
      <div className={style.why}>
        <PromiseWhy
          {...factsOf(promise)}
          name={pick(promise.title)}
          source={{
            document: pick(clause.document),
            article: clause.article ?? undefined,
            text: pick(clause.words),
            note: row?.assumed ? <AssumedMark short /> : undefined
          }}
          segments={segmentsOf(explained.steps, promise, promises)}
        />
      </div>
    </Block>
  )
}

function Happened({ explained }: { explained: Explained }) {
  const { say, pick } = usePhrases('norms')
  return (
    <Block title={say('promise-page.events')} flush>
      <ol className={style.events}>
        {explained.events.map((event) => (
          <li key={`${event.event} ${event.at} ${event.effect}`}>
            <RelativeTime at={event.at} exact />
            <span>
              {pick(event.words)}
              {event.reason ? `（${pick(event.reason)}）` : ''}
            </span>
            <strong>{say(`effect.${event.effect}`)}</strong>
          </li>
        ))}
      </ol>
    </Block>
  )
}

function Facts({ explained }: { explained: Explained }) {
  const { say, pick } = usePhrases('norms')
  const { unitName, regionName } = useUnitOptions()
  const { promise, calendar, condition, facts, limit, row } = explained
  return (
    <Block title={say('promise-page.asked')}>
      <FieldList
        fields={[
          {
            label: say('clause'),
            value: (
              <Link
                to="/rulebook/clauses/$clauseId"
                params={{ clauseId: promise.clauseId }}
                search={{ version: promise.clauseVersion }}
              >
                {promise.clauseId} v{promise.clauseVersion}
              </Link>
            )
          },
          { label: say('rule.limit'), value: pick(limit) },
          ...(row
            ? [
                {
                  label: say('promise-page.row'),
                  value: (
                    <span className={style.code}>
                      {row.id} {row.assumed ? <AssumedMark short /> : null}
                    </span>
                  )
                }
              ]
            : []),
          {
            label: say('rule.calendar'),
            value: (
              <Link to="/rulebook/calendars" search={{ calendar: calendar.id }}>
                {pick(calendar.name)}
              </Link>
            )
          },
          {
            label: say('promise-page.where'),
            value: [regionName(explained.regionId), unitName(explained.unitId)].filter(Boolean).join(' · ')
          },
          ...facts.map((fact) => ({ label: pick(fact.words), value: pick(fact.value) }))
        ]}
      />
      {condition.length > 0 ? (
        <ul className={style.condition} aria-label={say('rule.applies')}>
          {condition.map((part, index) => (
            // The parts have no names; their place is what they are.
            <li
              key={`part-${index + 1}`}
              style={{ paddingLeft: part.depth * 16 }}
              className={part.holds ? style.holds : style.fails}
            >
              <Icon
                name={part.holds ? 'check' : 'close'}
                size={13}
                label={say(part.holds ? 'value.yes' : 'value.no')}
              />
              <span>
                {pick(part.words)}
                {part.found ? <small>{pick(part.found)}</small> : null}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      {calendar.missingYears.length > 0 ? (
        <p className={style.warning}>{say('calendar.missing', { years: calendar.missingYears.join(', ') })}</p>
      ) : null}
    </Block>
  )
}
