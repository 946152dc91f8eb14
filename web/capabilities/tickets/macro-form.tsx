import { applyMacro, listMacros } from '@shouwen/contract/ticket-macros'
import { readTicket } from '@shouwen/contract/tickets'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { toast } from '#ui/undo-toast.tsx'
import { MacroPreview } from './macro-preview.tsx'
import { VerbForm } from './verb-form.tsx'
import type { VerbProps } from './verb-panel.tsx'

/** What a macro would say and change on this very ticket, before it does: all of it or nothing. */
export function MacroForm({ page, macroId, onClose }: VerbProps & { macroId: string }) {
  const { say } = usePhrases('tickets')
  const { ticket } = page
  const macro = useRead(listMacros, {}).data?.items.find((each) => each.id === macroId)
  const [preview, setPreview] = useState<{ possible: boolean }>()
  const apply = useAct(applyMacro, { refreshes: [readTicket] })
  const submit = async () => {
    if (!(await apply.act({ ticketId: ticket.id, macroId }))) return
    toast({ text: say('macro.done', { name: macro?.name ?? '' }), tone: 'good' })
    onClose()
  }
  return (
    <VerbForm
      title={macro?.name ?? say('macro.title')}
      action={say('macro.apply')}
      isReady={preview?.possible ?? false}
      isBusy={apply.isBusy}
      refusal={apply.refusal}
      onSubmit={submit}
      onClose={onClose}
    >
      <MacroPreview
        ticketId={ticket.id}
        macroId={macroId}
        people={[ticket.assignee, ticket.owner, ticket.firstOwner]}
        onRead={setPreview}
      />
    </VerbForm>
  )
}
