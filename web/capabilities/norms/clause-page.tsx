import { getClause } from '@shouwen/contract/norms'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { type ClauseAnswer, contentOf, useClauseWords } from './clause-content.ts'
import { ClauseDiffPanel } from './clause-diff-panel.tsx'
import { ClauseExamples } from './clause-examples.tsx'
import { ClauseStateTag, stateOf } from './clause-marks.tsx'
import style from './clause-page.module.css'
import { ClauseRule } from './clause-rule.tsx'
import { ClauseRunning } from './clause-running.tsx'
import { ClauseSaid } from './clause-said.tsx'
import { ClauseUsage } from './clause-usage.tsx'
import { ClauseVersions } from './clause-versions.tsx'
import type { ClauseSearch } from './rulebook-search.ts'
import { SubmitPanel } from './submit-panel.tsx'
import { WithdrawPanel } from './withdraw-panel.tsx'

/** A clause: what it says, what it does, where it runs now and how often it is kept, its versions and what can be done with them. */
export function ClausePage() {
  const { say, pick } = usePhrases('norms')
  const { clauseId } = useParams({ strict: false }) as { clauseId: string }
  const search: ClauseSearch = useSearch({ strict: false })
  const navigate = useNavigate()
  const may = useCan()
  const { data, error, refetch } = useRead(
    getClause,
    { clauseId, ...(search.version ? { version: search.version } : {}) },
    { keep: true }
  )
  const clause = data ? contentOf(data) : undefined
  const closePanel = () => void navigate({ to: '.', search: { version: search.version }, replace: true })
  const draft = () =>
    void navigate({
      to: '/rulebook/clauses/$clauseId/draft',
      params: { clauseId },
      search: data ? { from: data.version } : {}
    })
  useShortcut('e', say('act.draft'), draft, { group: say('clause'), enabled: may('norm.draft') })
  useShortcut('b', say('act.back'), () => void navigate({ to: '/rulebook' }), { group: say('clause') })
  return (
    <Page
      title={clause ? pick(clause.title) : say('clause')}
      trail={<Link to="/rulebook">{say('title')}</Link>}
      meta={
        data && clause ? (
          <>
            <span className="number">
              {clauseId} · v{data.version}
            </span>
            <ClauseStateTag
              state={stateOf({
                status: clause.status,
                versionInForce: data.version === data.versionInForce ? data.version : null
              })}
            />
          </>
        ) : undefined
      }
      isLoading={!data}
      error={data ? undefined : error}
      onRetry={() => void refetch()}
      actions={
        data ? (
          <>
            {may('norm.replay') ? (
              <Button
                icon={<Icon name="undo" size={15} />}
                onClick={() =>
                  void navigate({
                    to: '/rulebook/clauses/$clauseId/replay',
                    params: { clauseId },
                    search: { version: data.version }
                  })
                }
              >
                {say('act.replay')}
              </Button>
            ) : null}
            {may('norm.draft') && data.versionInForce !== null ? (
              <Button onClick={() => void navigate({ to: '.', search: { ...search, panel: 'withdraw' } })}>
                {say('act.withdraw')}
              </Button>
            ) : null}
            {may('norm.draft') ? (
              <Button type="primary" icon={<Icon name="note" size={15} />} onClick={draft}>
                {say('act.draft')}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
      panel={data ? panelOf(data, search, closePanel) : undefined}
    >
      {data && clause ? <ClauseBody key={data.version} answer={data} /> : null}
    </Page>
  )
}

function ClauseBody({ answer }: { answer: ClauseAnswer }) {
  const { say } = usePhrases('norms')
  const navigate = useNavigate()
  const clause = contentOf(answer)
  const words = useClauseWords(answer.vocabulary)
  const isOther = answer.versionInForce !== null && answer.version !== answer.versionInForce
  return (
    <div className={style.frame}>
      {isOther ? (
        <div className={style.banner} role="note">
          {say('other-version', { version: answer.version, inForce: answer.versionInForce ?? 0 })}
          <button type="button" onClick={() => void navigate({ to: '.', search: {} })}>
            {say('to-version-in-force')}
          </button>
        </div>
      ) : null}
      <div className={style.columns}>
        <div>
          <ClauseSaid clause={clause} />
          <ClauseRule clause={clause} answer={answer} words={words} />
          {clause.examples && clause.examples.length > 0 ? (
            <ClauseExamples examples={clause.examples} results={answer.examples} words={words} />
          ) : null}
        </div>
        <div>
          <ClauseUsage clause={clause} />
          {clause.clock ? <RunningIfMay clauseId={clause.id} /> : null}
          <ClauseVersions answer={answer} />
        </div>
      </div>
    </div>
  )
}

function RunningIfMay({ clauseId }: { clauseId: string }) {
  return useCan()('ticket.read') ? <ClauseRunning clauseId={clauseId} /> : null
}

function panelOf(answer: ClauseAnswer, search: ClauseSearch, onClose: () => void) {
  const { id, version } = answer
  if (search.panel === 'diff' && search.against !== undefined)
    return <ClauseDiffPanel clauseId={id} from={search.against} to={version} onClose={onClose} />
  if (search.panel === 'submit') return <SubmitPanel clauseId={id} version={version} onClose={onClose} />
  if (search.panel === 'withdraw') return <WithdrawPanel clauseId={id} onClose={onClose} />
  return undefined
}
