import { applyMacro, listMacros, previewMacro } from '@shouwen/contract/ticket-macros'
import { readTicket } from '@shouwen/contract/tickets'
import { useEffect } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './macro-form.module.css'
import { useOrganisationNames } from './organisation-names.ts'
import { useRefusalWords } from './refusal-words.ts'
import type { TicketPageData } from './ticket-page.tsx'
import { useTicketChoices } from './ticket-words.ts'
import { VerbForm } from './verb-form.tsx'
import type { VerbProps } from './verb-panel.tsx'

/** What a macro would say and change on this very ticket, before it does: all of it or nothing. */
export function MacroForm({ page, macroId, onClose }: VerbProps & { macroId: string }) {
  const { say } = usePhrases('tickets')
  const why = useRefusalWords()
  const valueWords = useValueWords(page)
  const { ticket } = page
  const macro = useRead(listMacros, {}).data?.items.find((each) => each.id === macroId)
  const preview = useRead(previewMacro, { ticketId: ticket.id, macroId })
  const apply = useAct(applyMacro, { refreshes: [readTicket] })
  const submit = async () => {
    if (!(await apply.act({ ticketId: ticket.id, macroId }))) return
    toast({ text: say('macro.done', { name: macro?.name ?? '' }), tone: 'good' })
    onClose()
  }
  const { data, refetch } = preview
  // What it would do depends on the ticket as it is now, not as it was when somebody last looked.
  useEffect(() => void refetch(), [refetch])
  return (
    <VerbForm
      title={macro?.name ?? say('macro.title')}
      action={say('macro.apply')}
      isReady={data?.possible ?? false}
      isBusy={apply.isBusy}
      refusal={apply.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      {preview.error && !data ? <RefusalNotice refusal={preview.error} onRetry={() => void refetch()} /> : null}
      {!data && !preview.error ? <Skeleton lines={5} /> : null}
      {data && data.missing.length > 0 ? (
        <p className={style.missing}>{say('macro.missing', { names: data.missing.join(', ') })}</p>
      ) : null}
      <ol className={style.steps}>
        {data?.steps.map((step, index) => (
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
    </VerbForm>
  )
}

/** What a preview says of a field, which comes as a code or an id, in words. */
function useValueWords({ ticket }: TicketPageData): (field: string, value: string | null) => string {
  const { say } = usePhrases('tickets')
  const { staff } = useSession()
  const { reason } = useTicketChoices()
  const { unit, queue } = useOrganisationNames()
  const people = [staff, ticket.assignee, ticket.owner, ticket.firstOwner]
  return (field, value) => {
    if (!value) return '—'
    if (field === 'status') return say(`status.${value}`)
    if (field === 'priority') return `${value} ${say(`priority.${value}`)}`
    if (field === 'statusReason') return reason(value)
    if (field === 'queueCode') return queue(value) ?? value
    if (field === 'unitId') return unit(value) ?? value
    if (field === 'tags') return value
    return people.find((each) => each?.id === value)?.name ?? say('macro.somebody')
  }
}
