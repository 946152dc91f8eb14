import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useWords } from '#ui/words.ts'
import { momentOf } from '#ui/time.ts'
import { now } from '#ui/now.ts'
import { DetailSection } from './detail-section.tsx'
import { emotions, formFields, type FormField, formPatch, formText } from './form-fields.ts'
import { InlineField } from './inline-field.tsx'
import style from './ticket-details.module.css'
import type { TicketPageData } from './ticket-page.tsx'
import { optionsOf, useTicketChoices } from './ticket-words.ts'

/** The typed form of the ticket's kind; what must be given and is not stands out. Fields nobody asked about stay away until filled. */
export function TicketForm({ page: { ticket, abilities } }: { page: TicketPageData }) {
  const { say } = usePhrases('tickets')
  const words = useWords()
  const { choices } = useTicketChoices()
  const form = choices?.forms.find((each) => each.kind === ticket.kind)
  const names = [...(form?.required ?? []), ...(form?.asked ?? [])] as FormField[]
  const canEdit = abilities.includes('edit')
  const [all, setAll] = useState(false)
  const isShown = (name: FormField) =>
    all || formText(ticket.form, name) !== '' || (form?.required.includes(name) ?? false)
  const away = names.filter((name) => !isShown(name)).length
  return (
    <DetailSection title={say(`form.title-${ticket.kind}`)}>
      <div className={style.facts}>
        <InlineField
          label={say('field.title')}
          ticket={ticket}
          value={ticket.title}
          canEdit={canEdit}
          patch={(title) => ({ title })}
        />
        {names.filter(isShown).map((name) => {
          const value = formText(ticket.form, name)
          const { editor, maxLength } = formFields[name]
          const options = name === 'emotion' ? optionsOf(emotions, 'emotion', say) : undefined
          return (
            <InlineField
              key={name}
              label={say(`field.${name}`)}
              ticket={ticket}
              value={value}
              shown={
                editor === 'instant' && value
                  ? momentOf(value, words, now())
                  : options?.find((each) => each.value === value)?.label
              }
              editor={editor}
              options={options}
              maxLength={maxLength}
              canEdit={canEdit}
              isMissing={ticket.missing.some((each) => each.replace(/^form\./, '') === name)}
              patch={(text) => ({ form: formPatch(name, text) })}
            />
          )
        })}
        {away > 0 && canEdit ? (
          <button type="button" className={style.more} onClick={() => setAll(true)}>
            {say('form.more', { count: away })}
          </button>
        ) : null}
      </div>
    </DetailSection>
  )
}
