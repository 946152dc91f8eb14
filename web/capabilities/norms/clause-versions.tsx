import { Link, useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { Block } from './block.tsx'
import type { ClauseAnswer } from './clause-content.ts'
import style from './clause-page.module.css'
import { DecideSubmission } from './decide-submission.tsx'
import type { ClauseSearch } from './rulebook-search.ts'

type Version = ClauseAnswer['versions'][number]
type SubmissionOf = Version['submissions'][number]

/** All versions, newest first, with who wrote them and what was decided; what can be done with each. */
export function ClauseVersions({ answer }: { answer: ClauseAnswer }) {
  const { say } = usePhrases('norms')
  const may = useCan()
  const navigate = useNavigate()
  const name = nameIn(answer.people)
  const change = (search: ClauseSearch) => void navigate({ to: '.', search })
  return (
    <Block title={say('versions.title')} flush aside={String(answer.versions.length)}>
      <ol className={style.versions}>
        {answer.versions.map((version, index) => {
          const before = answer.versions[index + 1]
          const isShown = version.version === answer.version
          const isPublished = version.submissions.some(
            ({ kind, decision }) => kind === 'publish' && decision === 'approved'
          )
          const waits = version.submissions.some(({ decision }) => decision === 'waiting')
          return (
            <li
              key={version.id}
              aria-current={isShown ? 'true' : undefined}
              className={isShown ? style.shown : undefined}
            >
              <div className={style.versionHead}>
                <strong>v{version.version}</strong>
                {version.version === answer.versionInForce ? (
                  <StatusTag tone="good" settled>
                    {say('state.in-force')}
                  </StatusTag>
                ) : waits ? (
                  <StatusTag tone="info">{say('state.waiting')}</StatusTag>
                ) : isPublished ? (
                  <StatusTag>{say('versions.former')}</StatusTag>
                ) : (
                  <StatusTag>{say('versions.draft')}</StatusTag>
                )}
                <span className={style.grow} />
                <RelativeTime at={version.createdAt} />
              </div>
              <p className={style.quiet}>
                {version.origin === 'rulebook'
                  ? say('versions.from-files')
                  : say('versions.by', { name: name(version.createdBy) })}
                {version.note ? ` · ${version.note}` : ''}
              </p>
              {version.submissions.map((submission) => (
                <SubmissionLine
                  key={submission.id}
                  submission={submission}
                  name={name}
                  isPlain={
                    version.origin === 'rulebook' &&
                    submission.submittedBy === null &&
                    submission.decision === 'approved'
                  }
                />
              ))}
              <div className={style.versionActs}>
                {isShown ? null : (
                  <Link to="." search={{ version: version.version }}>
                    {say('versions.view')}
                  </Link>
                )}
                {before ? (
                  <button
                    type="button"
                    onClick={() => change({ version: version.version, against: before.version, panel: 'diff' })}
                  >
                    {say('versions.compare', { version: before.version })}
                  </button>
                ) : null}
                {may('norm.draft') && !isPublished && !waits ? (
                  <button type="button" onClick={() => change({ version: version.version, panel: 'submit' })}>
                    {say('versions.submit')}
                  </button>
                ) : null}
                {may('norm.replay') ? (
                  <Link
                    to="/rulebook/clauses/$clauseId/replay"
                    params={{ clauseId: answer.id }}
                    search={{ version: version.version }}
                  >
                    {say('versions.replay')}
                  </Link>
                ) : null}
              </div>
            </li>
          )
        })}
      </ol>
      {may('norm.draft') ? (
        <div className={style.pad}>
          <Button
            size="small"
            onClick={() =>
              void navigate({
                to: '/rulebook/clauses/$clauseId/draft',
                params: { clauseId: answer.id },
                search: { from: answer.version }
              })
            }
          >
            {say('versions.draft-from', { version: answer.version })}
          </Button>
        </div>
      ) : null}
    </Block>
  )
}

/** What was asked of a second person, and the answer; the buttons to give it. */
function SubmissionLine({
  submission,
  name,
  isPlain
}: {
  submission: SubmissionOf
  name: (id: string | null) => string
  isPlain: boolean
}) {
  const { say } = usePhrases('norms')
  const { kind, decision } = submission
  const when = <RelativeTime at={submission.effectiveFrom} exact />
  if (isPlain)
    return (
      <p className={style.submission}>
        {say('versions.effective')} {when}
      </p>
    )
  return (
    <div className={style.submission}>
      <p>
        {say(`submission.${kind}.${decision}`)} · {say('versions.effective')} {when}
      </p>
      <p className={style.quiet}>
        {say('submission.by', { name: name(submission.submittedBy) })}
        {submission.reason ? `：${submission.reason}` : ''}
      </p>
      {decision !== 'waiting' ? (
        <p className={style.quiet}>
          {say('submission.decided-by', { name: name(submission.decidedBy) })}
          {submission.note ? `：${submission.note}` : ''}
        </p>
      ) : (
        <DecideSubmission submissionId={submission.id} />
      )}
    </div>
  )
}

/** The name behind an id; nobody is the rulebook's own files. */
export function nameIn(people: ClauseAnswer['people']) {
  const names = new Map(people.map((person) => [person.id, `${person.name} ${person.jobNumber}`]))
  return (id: string | null) => (id === null ? 'rulebook/' : (names.get(id) ?? id.slice(0, 8)))
}
