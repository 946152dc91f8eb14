import { Button, Input, Popover } from 'antd'
import { type ReactNode, useState } from 'react'
import { useWords } from './words.ts'

/** For what cannot be undone: the act is possible only after the name of the thing was typed. `children` is the trigger. */
export function ConfirmByName({
  name,
  explanation,
  action,
  onConfirm,
  children
}: {
  name: string
  /** What will be gone, in one sentence. */
  explanation: string
  /** Words of the button: 删除此单位. */
  action: string
  onConfirm: () => Promise<unknown> | void
  children: ReactNode
}) {
  const { say } = useWords()
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState('')
  const [isBusy, setBusy] = useState(false)
  const matches = typed.trim() === name.trim()
  const confirm = async () => {
    if (!matches) return
    setBusy(true)
    try {
      await onConfirm()
    } finally {
      setBusy(false)
    }
    setOpen(false)
    setTyped('')
  }
  return (
    <Popover
      open={open}
      onOpenChange={(next) => {
        setOpen(next)
        setTyped('')
      }}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <form
          style={{ display: 'flex', flexDirection: 'column', gap: 10, width: 300 }}
          onSubmit={(event) => {
            event.preventDefault()
            void confirm()
          }}
        >
          <p>{explanation}</p>
          <label htmlFor="confirm-by-name" style={{ color: 'var(--text-2)' }}>
            {say('confirm.type')} <strong style={{ userSelect: 'all' }}>{name}</strong>
          </label>
          <Input
            id="confirm-by-name"
            autoFocus
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button danger type="primary" htmlType="submit" disabled={!matches} loading={isBusy}>
            {action}
          </Button>
        </form>
      }
    >
      {children}
    </Popover>
  )
}
