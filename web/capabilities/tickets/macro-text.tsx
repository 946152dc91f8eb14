import { macroVariables } from '@shouwen/contract/ticket-macros'
import { Input } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useRef } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import style from './macro-editor.module.css'

/** The text of a reply or note, and the facts of the ticket it can name: a press puts one where the caret stands. */
export function MacroText({
  label,
  value,
  disabled,
  onChange
}: {
  label: string
  value: string
  disabled: boolean
  onChange: (text: string) => void
}) {
  const { say } = usePhrases('tickets')
  const field = useRef<TextAreaRef>(null)
  const insert = (variable: string) => {
    const area = field.current?.resizableTextArea?.textArea
    const at = area?.selectionStart ?? value.length
    const piece = `{{${variable}}}`
    onChange(value.slice(0, at) + piece + value.slice(area?.selectionEnd ?? at))
    // The caret goes behind what was put in, once it is drawn.
    setTimeout(() => {
      area?.focus()
      area?.setSelectionRange(at + piece.length, at + piece.length)
    })
  }
  return (
    <>
      <Labelled label={label} required>
        {(ids) => (
          <Input.TextArea
            {...ids}
            ref={field}
            value={value}
            disabled={disabled}
            maxLength={10_000}
            autoSize={{ minRows: 3, maxRows: 10 }}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Labelled>
      {disabled ? null : (
        <div className={style.variables} role="group" aria-label={say('macro.insert')}>
          {macroVariables.map((each) => (
            <button key={each} type="button" title={`{{${each}}}`} onClick={() => insert(each)}>
              {say(`macro.variable-${each.replace('.', '-')}`)}
            </button>
          ))}
        </div>
      )}
    </>
  )
}
