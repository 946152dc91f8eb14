import type { OutputOf } from '@shouwen/contract/operation'
import { previewMacro } from '@shouwen/contract/ticket-macros'
import { useEffect } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import style from './macro-form.module.css'
import { useOrganisationNames } from './organisation-names.ts'
import { useRefusalWords } from './refusal-words.ts'
import { useTicketChoices } from './ticket-words.ts'

type Preview = OutputOf<typeof previewMacro>
type Somebody = { id: string; name: string } | null

/** What a macro would say and change on this very ticket. `people` are those whose names the reader's page knows. */
export function MacroPreview({
  ticketId,
  macroId,
  people = [],
  onRead
}: {
  ticketId: string
  macroId: string
  people?: readonly Somebody[]
  onRead?: (preview: Preview | undefined) => void
}) {
  const { say } = usePhrases('tickets')
  const why = useRefusalWords()
  const valueWords = useValueWords(people)
  const { data, error, refetch } = useRead(previewMacro, { ticketId, macroId })
  // What it would do depends on the ticket and the macro as they are now, not as they were when somebody last looked.
  useEffect(() => void refetch(), [refetch])
  useEffect(() => onRead?.(data), [onRead, data])
  if (error && !data) return <RefusalNotice refusal={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton lines={5} />
  return (
    <>
      {data.missing.length > 0 ? (
        <p className={style.missing}>{say('macro.missing', { names: data.missing.join(', ') })}</p>
      ) : null}
      <ol className={style.steps} aria-label={say('bulk.preview')}>
        {data.steps.map((step, index) => (
          // A step is known by its place.
          <li key={`${index}${step.do}`}>
            <strong>{say(`macro.step-${step.do}`)}</strong>
            {step.text ? <blockquote>{step.text}</blockquote> : null}
            {step.changes.map((change) => (
              <p key={change.field}>
                {say(`macro.field-${change.field}`)}: {valueWords(change.field, change.from)} →{' '}
                {valueWords(change.field, change.to)}
              </p>
            ))}
            {step.refusal ? <p className={style.refused}>{why(step.refusal)}</p> : null}
          </li>
        ))}
      </ol>
    </>
  )
}

/** What a preview says of a field, which comes as a code or an id, in words. */
function useValueWords(people: readonly Somebody[]): (field: string, value: string | null) => string {
  const { say } = usePhrases('tickets')
  const { staff } = useSession()
  const { reason } = useTicketChoices()
  const { unit, queue } = useOrganisationNames()
  return (field, value) => {
    if (!value) return '—'
    if (field === 'status') return say(`status.${value}`)
    if (field === 'priority') return `${value} ${say(`priority.${value}`)}`
    if (field === 'statusReason') return reason(value)
    if (field === 'queueCode') return queue(value) ?? value
    if (field === 'unitId') return unit(value) ?? value
    if (field === 'tags') return value
    return [staff, ...people].find((each) => each?.id === value)?.name ?? say('macro.somebody')
  }
}
