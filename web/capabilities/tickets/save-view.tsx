import type { OutputOf } from '@shouwen/contract/operation'
import type { TicketFilter, TicketSort } from '@shouwen/contract/ticket-lists'
import { editView, listViews, saveView } from '@shouwen/contract/ticket-views'
import { Button, Input, Popover, Segmented } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './save-view.module.css'

type View = OutputOf<typeof listViews>['items'][number]
type Sharing = View['sharing']

/** Keeps the present filter and order: as a new view, or in the view it came from where that may be changed. */
export function SaveView({
  view,
  filter,
  sort,
  onSaved
}: {
  view: View
  filter: TicketFilter
  sort: TicketSort
  onSaved: (key: string) => void
}) {
  const { say, pick } = usePhrases('tickets')
  const may = useCan()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [sharing, setSharing] = useState<Sharing>('me')
  const save = useAct(saveView, { refreshes: [listViews] })
  const edit = useAct(editView, { refreshes: [listViews] })
  const content = { filter, sort, columns: view.columns }
  const saveNew = async () => {
    const made = name.trim() === '' ? undefined : await save.act({ ...content, name: name.trim(), sharing })
    if (!made) return
    setOpen(false)
    setName('')
    toast({ text: say('view.saved', { name: made.name.zh }), tone: 'good' })
    onSaved(made.key)
  }
  const saveHere = async () => {
    const done = await edit.act({
      viewId: view.key,
      version: view.version,
      name: view.name.zh,
      sharing: view.sharing,
      ...(view.unitId ? { unitId: view.unitId } : {}),
      ...content
    })
    if (!done) return
    setOpen(false)
    toast({ text: say('view.saved', { name: pick(done.name) }), tone: 'good' })
    onSaved(done.key)
  }
  const refusal = save.refusal ?? edit.refusal
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault()
            void saveNew()
          }}
        >
          <label htmlFor="view-name">{say('view.name')}</label>
          <Input
            id="view-name"
            autoFocus
            maxLength={60}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          {may('view.share') ? (
            <Segmented
              block
              size="small"
              value={sharing}
              onChange={setSharing}
              options={(['me', 'unit', 'region'] as const).map((value) => ({
                value,
                label: say(`view.sharing-${value}`)
              }))}
            />
          ) : null}
          {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
          <Button type="primary" htmlType="submit" disabled={name.trim() === ''} loading={save.isBusy}>
            {say('view.save-new')}
          </Button>
          {view.editable ? (
            <Button loading={edit.isBusy} onClick={() => void saveHere()}>
              {say('view.save-here', { name: pick(view.name) })}
            </Button>
          ) : null}
        </form>
      }
    >
      <Button size="small">{say('view.save')}</Button>
    </Popover>
  )
}
