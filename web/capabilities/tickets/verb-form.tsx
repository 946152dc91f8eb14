import { Button } from 'antd'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { Keycap } from '#ui/keycap.tsx'
import { type RefusalFacts, RefusalNotice } from '#ui/refusal-notice.tsx'
import { isComposing, useShortcut } from '#ui/shortcuts.ts'
import style from './verb-form.module.css'

/** The form of one act on a ticket, in the place of the details: nothing covers what was said. Ctrl+Enter does it, Escape leaves it. */
export function VerbForm({
  title,
  action,
  danger,
  isReady,
  isBusy,
  refusal,
  onSubmit,
  onClose,
  children
}: {
  title: string
  action: string
  danger?: boolean
  isReady: boolean
  isBusy: boolean
  refusal?: RefusalFacts | undefined
  onSubmit: () => Promise<unknown>
  onClose: () => void
  children: ReactNode
}) {
  const { say } = usePhrases('tickets')
  const formId = useId()
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // Where no field took the focus by itself, the first does: a key opened this, the next keys fill it.
    if (!form.current?.contains(document.activeElement))
      form.current?.querySelector<HTMLElement>('input:not(.ant-segmented-item-input), textarea')?.focus()
  }, [])
  const submit = () => {
    if (isReady && !isBusy) void onSubmit()
  }
  // A form without a field, or one whose focus is elsewhere, is done by the same keys.
  useShortcut('Ctrl+Enter', action, submit, { group: say('keys.ticket') })
  return (
    <DetailPanel
      title={title}
      width={372}
      onClose={onClose}
      footer={
        <>
          <Button type="primary" danger={danger} htmlType="submit" form={formId} disabled={!isReady} loading={isBusy}>
            {action} <Keycap keys="Ctrl+Enter" />
          </Button>
          <Button onClick={onClose}>{say('verb.leave')}</Button>
        </>
      }
    >
      <form
        ref={form}
        id={formId}
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        onKeyDown={(event) => {
          if (isComposing(event.nativeEvent) || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
          event.preventDefault()
          submit()
        }}
      >
        {children}
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      </form>
    </DetailPanel>
  )
}
