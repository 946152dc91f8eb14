import { checkClause, draftClause, getClause, listClauses } from '@shouwen/contract/norms'
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Page } from '#ui/page.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { type Checked, DraftDesk } from './draft-desk.tsx'
import { newClauseText } from './new-clause-text.ts'

const CHECK_AFTER_MS = 500

/** Writes a new version of a clause as YAML: checked as one types, its examples run, kept as a draft that changes nothing yet. */
export function DraftEditor() {
  const { say, pick } = usePhrases('norms')
  const { clauseId } = useParams({ strict: false }) as { clauseId: string }
  const { from } = useSearch({ strict: false }) as { from?: number }
  const { data, error, refetch } = useRead(getClause, { clauseId, ...(from ? { version: from } : {}) })
  const isNew = error?.code === 'not-found' && from === undefined
  const title = data ? pick((data.content as { title: { zh: string; en: string } }).title) : clauseId
  return (
    <Page
      title={isNew ? say('draft.new', { id: clauseId }) : say('draft.title', { title })}
      trail={
        <>
          <Link to="/rulebook">{say('title')}</Link>
          {data ? (
            <>
              {' / '}
              <Link to="/rulebook/clauses/$clauseId" params={{ clauseId }}>
                {title}
              </Link>
            </>
          ) : null}
        </>
      }
      meta={data ? say('draft.from', { version: data.version }) : undefined}
      fill
      isLoading={!data && !error}
      error={isNew || data ? undefined : error}
      onRetry={() => void refetch()}
    >
      {data || isNew ? (
        <Draft key={data?.version ?? 0} clauseId={clauseId} text={data?.text ?? newClauseText(clauseId)} />
      ) : null}
    </Page>
  )
}

function Draft({ clauseId, text: before }: { clauseId: string; text: string }) {
  const { say } = usePhrases('norms')
  const navigate = useNavigate()
  const [text, setText] = useState(before)
  const [checked, setChecked] = useState<Checked>()
  const check = useAct(checkClause)
  const keep = useAct(draftClause, { refreshes: [getClause, listClauses] })
  const { act } = check
  useEffect(() => {
    let isLate = false
    const timer = setTimeout(async () => {
      const answer = await act({ clauseId, text: text || ' ' })
      if (answer && !isLate) setChecked({ ...answer, text })
    }, CHECK_AFTER_MS)
    return () => {
      isLate = true
      clearTimeout(timer)
    }
    // biome-ignore lint/correctness/useExhaustiveDependencies: `act` is new at every render and always the same.
  }, [clauseId, text])
  const send = async (note: string) => {
    const done = await keep.act({ clauseId, text, ...(note ? { note } : {}) })
    if (!done) return
    toast({ text: say('draft.kept', { version: done.version }), tone: 'good' })
    void navigate({
      to: '/rulebook/clauses/$clauseId',
      params: { clauseId },
      search: { version: done.version, panel: 'submit' }
    })
  }
  return (
    <DraftDesk
      text={text}
      isChanged={text !== before}
      onText={setText}
      onUndo={() => setText(before)}
      checked={checked}
      isChecking={check.isBusy || checked?.text !== text}
      refusal={keep.refusal?.code === 'clause-faulty' ? undefined : (keep.refusal ?? check.refusal)}
      isBusy={keep.isBusy}
      onKeep={(note) => void send(note)}
    />
  )
}
