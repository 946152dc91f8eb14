import { useNavigate } from '@tanstack/react-router'
import { Button, Input, Popover } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { Labelled } from '#ui/labelled.tsx'
import style from './new-clause.module.css'

const idPattern = /^[a-z0-9][a-z0-9-]{0,59}$/

/** Asks for the id of a clause to write, and opens the editor with it. */
export function NewClause() {
  const { say } = usePhrases('norms')
  const navigate = useNavigate()
  const [isOpen, setOpen] = useState(false)
  const [id, setId] = useState('')
  const isReady = idPattern.test(id)
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      destroyOnHidden
      content={
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault()
            if (isReady) void navigate({ to: '/rulebook/clauses/$clauseId/draft', params: { clauseId: id } })
          }}
        >
          <Labelled
            label={say('new.id')}
            hint={say('new.hint')}
            error={id !== '' && !isReady ? say('new.hint') : undefined}
          >
            {(ids) => (
              <Input
                {...ids}
                autoFocus
                autoComplete="off"
                value={id}
                maxLength={60}
                placeholder="broadband-visit"
                onChange={(event) => setId(event.target.value)}
              />
            )}
          </Labelled>
          <Button type="primary" htmlType="submit" disabled={!isReady}>
            {say('new.write')}
          </Button>
        </form>
      }
    >
      <Button icon={<Icon name="plus" size={15} />}>{say('new.title')}</Button>
    </Popover>
  )
}
