import { Button } from 'antd'
import type { ReactNode } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { type RefusalFacts, RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './panel-form.module.css'

/** A form in a panel: its fields, what stopped it, the act and the way back. */
export function PanelForm({
  title,
  intro,
  submit,
  isBusy,
  isReady = true,
  refusal,
  onSubmit,
  onClose,
  children
}: {
  title: string
  intro?: string
  submit: string
  isBusy: boolean
  isReady?: boolean
  refusal?: RefusalFacts | undefined
  onSubmit: () => Promise<void>
  onClose: () => void
  children: ReactNode
}) {
  const { say } = usePhrases('customers')
  return (
    <DetailPanel title={title} width={440} onClose={onClose}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isBusy) void onSubmit()
        }}
      >
        {intro ? <p className={style.intro}>{intro}</p> : null}
        {children}
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <div className={style.buttons}>
          <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isReady}>
            {submit}
          </Button>
          <Button onClick={onClose}>{say('cancel')}</Button>
        </div>
      </form>
    </DetailPanel>
  )
}
