import { useState } from 'react'
import { Icon } from '#ui/icon.tsx'
import { useAct } from '../act.ts'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { Trouble } from '../states.tsx'
import type { Conversation } from '../who.ts'
import style from './messages.module.css'

/** Is it solved? Only the customer knows. No goes back to a person at once, with a word of what is missing if they like. */
export function SolvedQuestion({ conversation }: { conversation: Conversation }) {
  const { say } = usePhrases('portal')
  const confirm = useAct(at.confirmMyChat, [at.readMyConversation, at.listMyConversations])
  const [isNo, setNo] = useState(false)
  const [comment, setComment] = useState('')
  const { confirmation, id } = conversation
  if (confirmation !== 'asked') return null
  const answer = (solved: boolean) =>
    void confirm.act({ conversationId: id, solved, ...(comment.trim() ? { comment: comment.trim() } : {}) })
  return (
    <section className={style.ask} aria-labelledby={`solved-${id}`}>
      <h3 id={`solved-${id}`}>{say('solved.question')}</h3>
      {isNo ? (
        <form
          className="field"
          onSubmit={(event) => {
            event.preventDefault()
            answer(false)
          }}
        >
          <span>{say('solved.missing')}</span>
          {/* biome-ignore lint/a11y/noAutofocus: the reader just pressed No to say why */}
          <textarea
            autoFocus
            rows={2}
            maxLength={2000}
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <div className={style.choices}>
            <button type="submit" className="main-act" disabled={confirm.isBusy}>
              {say('solved.go-on')}
            </button>
            <button type="button" className="quiet" onClick={() => setNo(false)}>
              {say('back')}
            </button>
          </div>
        </form>
      ) : (
        <div className={style.choices}>
          <button type="button" className="main-act" disabled={confirm.isBusy} onClick={() => answer(true)}>
            <Icon name="check" />
            {say('solved.yes')}
          </button>
          <button type="button" className="quiet" disabled={confirm.isBusy} onClick={() => setNo(true)}>
            {say('solved.no')}
          </button>
        </div>
      )}
      {confirm.refusal ? <Trouble refusal={confirm.refusal} /> : null}
    </section>
  )
}
