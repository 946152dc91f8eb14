import { Button } from 'antd'
import { type ReactNode, useId } from 'react'
import style from './panel.module.css'

/** A part of a panel: its heading and, when it can be changed, the button for that. */
export function PanelBlock({
  title,
  edit,
  children
}: {
  title: string
  edit?: { label: string; onClick: () => void } | undefined
  children: ReactNode
}) {
  const heading = useId()
  return (
    <section className={style.block} aria-labelledby={heading}>
      <div className={style.head}>
        <h3 id={heading}>{title}</h3>
        {edit ? (
          <Button size="small" type="link" onClick={edit.onClick} aria-label={`${edit.label}: ${title}`}>
            {edit.label}
          </Button>
        ) : null}
      </div>
      {children}
    </section>
  )
}

/** Under a form in a panel: the act and the way back. */
export function PanelButtons({
  submit,
  cancel,
  isBusy,
  isReady = true,
  onCancel
}: {
  submit: string
  cancel: string
  isBusy: boolean
  isReady?: boolean
  onCancel: () => void
}) {
  return (
    <div className={style.buttons}>
      <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isReady}>
        {submit}
      </Button>
      <Button onClick={onCancel}>{cancel}</Button>
    </div>
  )
}
