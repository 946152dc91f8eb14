import { getReplay, replayClause } from '@shouwen/contract/replays'
import { getClause } from '@shouwen/contract/norms'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button, DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { now } from '#ui/now.ts'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { ReplayResult } from './replay-result.tsx'
import style from './replay.module.css'
import type { ReplaySearch } from './rulebook-search.ts'

const POLL_MS = 1_000
const LIMITS = [1_000, 10_000, 100_000]

/** Runs a version over past cases: what would have been kept and broken, beside what was. */
export function Replay() {
  const { say, pick } = usePhrases('norms')
  const { clauseId } = useParams({ strict: false }) as { clauseId: string }
  const search: ReplaySearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const clause = useRead(getClause, { clauseId })
  const start = useAct(replayClause)
  const [period, setPeriod] = useState<[dayjs.Dayjs, dayjs.Dayjs]>(() => [
    dayjs(now()).subtract(30, 'day'),
    dayjs(now())
  ])
  const [most, setMost] = useState(10_000)
  const version = search.version ?? clause.data?.versions[0]?.version
  const [isRunning, setRunning] = useState(true)
  const replay = useRead(
    getReplay,
    { replayId: search.replay ?? '' },
    { enabled: search.replay !== undefined, ...(isRunning ? { everyMs: POLL_MS } : {}) }
  )
  const state = replay.data?.state
  if (state !== undefined && (state === 'running') !== isRunning) setRunning(state === 'running')
  const run = async () => {
    if (version === undefined) return
    const made = await start.act({
      clauseId,
      version,
      from: period[0].toISOString(),
      to: period[1].toISOString(),
      most
    })
    if (!made) return
    setRunning(true)
    void navigate({ to: '.', search: { version, replay: made.id }, replace: true })
  }
  const title = clause.data ? pick((clause.data.content as { title: { zh: string; en: string } }).title) : clauseId
  return (
    <Page
      title={say('replay.title', { title })}
      trail={
        <>
          <Link to="/rulebook">{say('title')}</Link>
          {' / '}
          <Link to="/rulebook/clauses/$clauseId" params={{ clauseId }} search={version ? { version } : {}}>
            {title}
          </Link>
        </>
      }
      fill
      isLoading={!clause.data}
      error={clause.data ? undefined : clause.error}
      onRetry={() => void clause.refetch()}
      bar={
        clause.data ? (
          <form
            className={style.form}
            onSubmit={(event) => {
              event.preventDefault()
              void run()
            }}
          >
            <Labelled label={say('replay.version')}>
              {(ids) => (
                <Select
                  {...ids}
                  style={{ minWidth: 150 }}
                  value={version ?? null}
                  onChange={(next: number) => void navigate({ to: '.', search: { version: next }, replace: true })}
                  options={clause.data.versions.map((each) => ({
                    value: each.version,
                    label: `v${each.version}${each.version === clause.data.versionInForce ? ` · ${say('state.in-force')}` : ''}`
                  }))}
                />
              )}
            </Labelled>
            <Labelled label={say('replay.period')}>
              {(ids) => (
                <DatePicker.RangePicker
                  id={ids.id}
                  allowClear={false}
                  value={period}
                  disabledDate={(day) => day.isAfter(dayjs(now()), 'day')}
                  presets={[7, 30, 90].map((days) => ({
                    label: say('replay.last', { days }),
                    value: [dayjs(now()).subtract(days, 'day'), dayjs(now())] as [dayjs.Dayjs, dayjs.Dayjs]
                  }))}
                  onChange={(next) => {
                    if (next?.[0] && next[1])
                      setPeriod([
                        next[0].startOf('day'),
                        next[1].isSame(dayjs(now()), 'day') ? dayjs(now()) : next[1].endOf('day')
                      ])
                  }}
                />
              )}
            </Labelled>
            <Labelled label={say('replay.most')}>
              {(ids) => (
                <Select
                  {...ids}
                  style={{ width: 110 }}
                  value={most}
                  onChange={setMost}
                  options={LIMITS.map((count) => ({ value: count, label: count.toLocaleString('en') }))}
                />
              )}
            </Labelled>
            <Button
              type="primary"
              htmlType="submit"
              loading={start.isBusy || state === 'running'}
              disabled={version === undefined}
            >
              {say('replay.run')}
            </Button>
          </form>
        ) : undefined
      }
    >
      {start.refusal ? <RefusalNotice refusal={start.refusal} inline /> : null}
      {replay.error && !replay.data ? (
        <RefusalNotice refusal={replay.error} onRetry={() => void replay.refetch()} />
      ) : null}
      {replay.data ? (
        <ReplayResult replay={replay.data} />
      ) : search.replay ? null : (
        <EmptyState title={say('replay.none')}>{say('replay.none-text')}</EmptyState>
      )}
    </Page>
  )
}
