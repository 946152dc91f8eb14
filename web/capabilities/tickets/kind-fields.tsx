import type { TicketForm } from '@shouwen/contract/ticket-schemas'
import type { TicketKind } from '@shouwen/contract/ticket-words'
import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { emotions, formFields, type FormField, formPatch, formText } from './form-fields.ts'
import style from './kind-fields.module.css'
import { optionsOf, useTicketChoices } from './ticket-words.ts'

/** What the kind asks for, required first; long texts take the whole line. */
export function KindFields({
  kind,
  form,
  onChange,
  tried
}: {
  kind: TicketKind
  form: TicketForm
  onChange: (form: TicketForm) => void /** Somebody tried to open it: say what is missing. */
  tried: boolean
}) {
  const { say } = usePhrases('tickets')
  const { choices } = useTicketChoices()
  const asked = choices?.forms.find((each) => each.kind === kind)
  if (!asked) return null
  const put = (name: FormField, text: string) => {
    const rest = Object.fromEntries(Object.entries(form).filter(([each]) => each !== name)) as TicketForm
    onChange(text === '' ? rest : { ...rest, ...formPatch(name, text) })
  }
  return (
    <div className={style.fields}>
      {([...asked.required, ...asked.asked] as FormField[]).map((name) => {
        const isRequired = asked.required.includes(name)
        const value = formText(form, name)
        const { editor, maxLength } = formFields[name]
        return (
          <div key={name} className={editor === 'text' && name !== 'documentNumbers' ? style.wide : undefined}>
            <Labelled
              label={say(`field.${name}`)}
              required={isRequired}
              error={tried && isRequired && value.trim() === '' ? say('new.required') : undefined}
            >
              {(ids) =>
                name === 'emotion' ? (
                  <Select
                    {...ids}
                    allowClear
                    value={value || null}
                    onChange={(next: string | undefined) => put(name, next ?? '')}
                    options={optionsOf(emotions, 'emotion', say)}
                  />
                ) : editor === 'date' || editor === 'instant' ? (
                  <DatePicker
                    {...ids}
                    style={{ width: '100%' }}
                    showTime={editor === 'instant' ? { format: 'HH:mm' } : false}
                    value={value ? dayjs(value) : null}
                    onChange={(next) =>
                      put(name, next ? (editor === 'date' ? next.format('YYYY-MM-DD') : next.toISOString()) : '')
                    }
                  />
                ) : editor === 'text' && name !== 'documentNumbers' ? (
                  <Input.TextArea
                    {...ids}
                    placeholder=" "
                    value={value}
                    maxLength={maxLength}
                    autoSize={{ minRows: 2, maxRows: 8 }}
                    onChange={(event) => put(name, event.target.value)}
                  />
                ) : (
                  <Input
                    {...ids}
                    placeholder=" "
                    value={name === 'documentNumbers' ? value.replaceAll('\n', ', ') : value}
                    maxLength={maxLength}
                    onChange={(event) => put(name, event.target.value)}
                  />
                )
              }
            </Labelled>
          </div>
        )
      })}
    </div>
  )
}
