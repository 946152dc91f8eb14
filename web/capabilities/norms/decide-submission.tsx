import { decideClauseSubmission, getClause, listClauses, listClauseSubmissions } from '@shouwen/contract/norms'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './clause-page.module.css'

/** The second person's word. Sending back needs a reason; authors and submitters are refused by the server. */
export function DecideSubmission({ submissionId, onDone }: { submissionId: string; onDone?: () => void }) {
  const { say } = usePhrases('norms')
  const may = useCan()
  const { act, isBusy, refusal } = useAct(decideClauseSubmission, {
    refreshes: [getClause, listClauses, listClauseSubmissions]
  })
  const [note, setNote] = useState('')
  if (!may('norm.approve')) return null
  const decide = async (approved: boolean) => {
    const done = await act({ submissionId, approved, ...(note.trim() ? { note: note.trim() } : {}) })
    if (!done) return
    toast({ text: say(approved ? 'decide.approved' : 'decide.returned'), tone: 'good' })
    onDone?.()
  }
  return (
    <div className={style.decide}>
      <Input.TextArea
        value={note}
        maxLength={1000}
        autoSize={{ minRows: 1, maxRows: 5 }}
        aria-label={say('decide.note')}
        placeholder={say('decide.note')}
        onChange={(event) => setNote(event.target.value)}
      />
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      <div className={style.buttons}>
        <Button size="small" type="primary" loading={isBusy} onClick={() => void decide(true)}>
          {say('decide.approve')}
        </Button>
        <Button
          size="small"
          disabled={isBusy || note.trim() === ''}
          title={note.trim() === '' ? say('decide.reason-needed') : undefined}
          onClick={() => void decide(false)}
        >
          {say('decide.return')}
        </Button>
      </div>
    </div>
  )
}
