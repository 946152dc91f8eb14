import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import style from './macro-editor.module.css'
import type { Macro } from './macro-list.tsx'
import { MacroPreview } from './macro-preview.tsx'
import { TicketSelect } from './ticket-select.tsx'

/** What the kept macro would do to a ticket of the reader's choice; nothing is done. */
export function MacroTrial({ macro, isChanged }: { macro: Macro; isChanged: boolean }) {
  const { say } = usePhrases('tickets')
  const [ticketId, setTicket] = useState<string>()
  return (
    <section className={style.trial} aria-label={say('macro.trial')}>
      <h3>{say('macro.trial')}</h3>
      {isChanged ? (
        <p className={style.hint}>{say('macro.trial-save-first')}</p>
      ) : (
        <>
          <Labelled label={say('link.other')} hint={say('macro.trial-hint')}>
            {(ids) => <TicketSelect id={ids.id} value={ticketId} onChange={setTicket} />}
          </Labelled>
          {ticketId ? (
            <MacroPreview key={`${ticketId}${macro.version}`} ticketId={ticketId} macroId={macro.id} />
          ) : null}
        </>
      )}
    </section>
  )
}
