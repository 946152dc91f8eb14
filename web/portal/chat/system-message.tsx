import { hourOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { usePhrases } from '../phrases.tsx'
import type { Conversation, Message } from '../who.ts'
import { SurveyInThread } from '../survey/survey-in-thread.tsx'
import { LeaveContact } from './leave-contact.tsx'
import style from './messages.module.css'
import { SolvedQuestion } from './solved-question.tsx'

type Props = { message: Message; messages: readonly Message[]; conversation: Conversation; isSignedIn: boolean }

/** What the system says, in the reader's language; where it asks something, the answer is one press. */
export function SystemMessage({ message, messages, conversation, isSignedIn }: Props) {
  const { say } = usePhrases('portal')
  const words = useWords()
  const { payload } = message
  if (!payload) return <p className={style.system}>{message.body}</p>
  const isLast = (kind: string) => messages.findLast((one) => one.payload?.kind === kind)?.id === message.id
  switch (payload.kind) {
    case 'received':
      return (
        <p className={style.system}>
          {payload.dueAt && payload.minutes
            ? say('system.received', {
                number: payload.ticketNumber ?? '',
                minutes: payload.minutes,
                by: hourOf(payload.dueAt, words)
              })
            : say('system.received-plain', { number: payload.ticketNumber ?? '' })}
        </p>
      )
    case 'joined':
      return <p className={style.system}>{say('system.joined', { job: payload.jobNumber ?? '' })}</p>
    case 'ask-contact':
      return isLast('ask-contact') ? (
        <LeaveContact conversation={conversation} />
      ) : (
        <p className={style.system}>{message.body}</p>
      )
    case 'by-mail':
      return (
        <p className={style.system}>
          {say('system.by-mail', { contact: payload.contact ?? conversation.contact ?? '' })}
        </p>
      )
    case 'ask-solved':
      return isLast('ask-solved') ? <SolvedQuestion conversation={conversation} /> : null
    case 'follow-up':
      return <p className={style.system}>{say('system.follow-up', { number: payload.ticketNumber ?? '' })}</p>
    case 'survey':
      return <SurveyInThread surveyId={payload.surveyId} link={payload.link} isSignedIn={isSignedIn} />
    // The survey shows what was given; saying so once more would be noise.
    case 'rated':
      return null
    case 'transferring':
    case 'solved':
    case 'not-solved':
      return <p className={style.system}>{say(`system.${payload.kind}`)}</p>
    default:
      return <p className={style.system}>{message.body}</p>
  }
}
