import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import type { KeyboardEvent } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { isComposing } from '#ui/shortcuts.ts'
import type { InlineFieldProps } from './inline-field.tsx'
import style from './inline-field.module.css'

type EditorProps = InlineFieldProps & {
  draft: string
  onDraft: (text: string) => void
  onKeep: (text: string) => void
  onLeave: () => void
  isBusy: boolean
  /** Somebody else's value stands beside it: leaving the field decides nothing. */
  isDisputed: boolean
}

/** What a fact is typed or chosen in. A file of its own: date pickers and selects are heavy, and most tickets are only read. */
export function InlineEditor({
  label,
  editor = 'line',
  options,
  maxLength = 200,
  draft,
  onDraft,
  onKeep,
  onLeave,
  isBusy,
  isDisputed
}: EditorProps) {
  const { say } = usePhrases('tickets')
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') {
      event.stopPropagation()
      return onLeave()
    }
    if (event.key !== 'Enter' || (editor === 'text' && !event.ctrlKey && !event.metaKey)) return
    event.preventDefault()
    event.stopPropagation()
    onKeep(draft)
  }
  if (editor === 'select')
    return (
      <Select
        autoFocus
        defaultOpen
        size="small"
        aria-label={label}
        style={{ width: '100%' }}
        showSearch={{ optionFilterProp: 'label' }}
        disabled={isBusy}
        value={draft || null}
        options={options ?? []}
        onChange={(next: string) => onKeep(next)}
        onBlur={onLeave}
        onKeyDown={(event) => event.key === 'Escape' && onLeave()}
      />
    )
  if (editor === 'date' || editor === 'instant')
    return (
      <DatePicker
        autoFocus
        defaultOpen
        size="small"
        aria-label={label}
        style={{ width: '100%' }}
        showTime={editor === 'instant' ? { format: 'HH:mm' } : false}
        disabled={isBusy}
        value={draft ? dayjs(draft) : null}
        onChange={(next) => onKeep(next ? (editor === 'date' ? next.format('YYYY-MM-DD') : next.toISOString()) : '')}
        onOpenChange={(open) => !open && onLeave()}
      />
    )
  const shared = {
    autoFocus: true,
    size: 'small' as const,
    'aria-label': label,
    value: draft,
    maxLength,
    disabled: isBusy,
    onKeyDown
  }
  if (editor === 'text')
    return (
      <>
        <Input.TextArea
          {...shared}
          autoSize={{ minRows: 2, maxRows: 12 }}
          onChange={(event) => onDraft(event.target.value)}
        />
        <span className={style.hint}>{say('field.keys')}</span>
      </>
    )
  return (
    <Input
      {...shared}
      onChange={(event) => onDraft(event.target.value)}
      onBlur={() => !isBusy && !isDisputed && onKeep(draft)}
    />
  )
}
