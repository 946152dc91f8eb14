import { Button } from 'antd'
import type { ReactNode } from 'react'
import type { Refused } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './legal.module.css'

/** A small form in its place: fields, the act, a way out, and why it was refused. */
export function AskForm({ act, isReady, isBusy, refusal, danger, onSubmit, onLeave, children }: { act: string; isReady: boolean; isBusy: boolean; refusal: Refused | undefined; danger?: boolean; onSubmit: () => void; onLeave: () => void; children: ReactNode }) {
  const { say } = usePhrases('legal')
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady && !isBusy) onSubmit()
      }}
    >
      {children}
      <span className={style.acts}>
        <Button size="small" type="primary" danger={danger ?? false} htmlType="submit" loading={isBusy} disabled={!isReady}>
          {act}
        </Button>
        <Button size="small" onClick={onLeave}>
          {say('leave')}
        </Button>
      </span>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </form>
  )
}
