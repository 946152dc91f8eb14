import type { OutputOf } from '@shouwen/contract/operation'
import { arrangeViews, countViews, listViews, removeView, saveView } from '@shouwen/contract/ticket-views'
import { Checkbox, Popover } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './view-arrange.module.css'

type View = OutputOf<typeof listViews>['items'][number]

/** Which views the reader sees and in which order; those they may change can be removed, and brought back from the toast. */
export function ViewArrange({ views }: { views: readonly View[] }) {
  const { say, pick } = usePhrases('tickets')
  const [open, setOpen] = useState(false)
  const arrange = useAct(arrangeViews, { refreshes: [listViews, countViews] })
  const remove = useAct(removeView, { refreshes: [listViews, countViews] })
  const save = useAct(saveView, { refreshes: [listViews, countViews] })
  const put = (order: readonly View[]) =>
    void arrange.act({ order: order.map((view) => ({ key: view.key, hidden: view.hidden })) })
  const move = (index: number, by: number) => {
    const order = [...views]
    const [view] = order.splice(index, 1)
    if (view) order.splice(index + by, 0, view)
    put(order)
  }
  const takeAway = async (view: View) => {
    if (!(await remove.act({ viewId: view.key }))) return
    const { filter, sort, columns, sharing, unitId } = view
    const again = { name: view.name.zh, filter, sort, columns, sharing, ...(unitId ? { unitId } : {}) }
    toast({ text: say('view.removed', { name: pick(view.name) }), undo: () => void save.act(again) })
  }
  const refusal = arrange.refusal ?? remove.refusal ?? save.refusal
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="rightTop"
      arrow={false}
      content={
        <section className={style.arrange} aria-label={say('view.arrange')}>
          <ul>
            {views.map((view, index) => (
              <li key={view.key}>
                <Checkbox
                  checked={!view.hidden}
                  disabled={arrange.isBusy}
                  onChange={() => put(views.map((each) => (each === view ? { ...each, hidden: !each.hidden } : each)))}
                >
                  {pick(view.name)}
                </Checkbox>
                <span className={style.acts}>
                  {view.editable ? (
                    <IconButton
                      icon="close"
                      size="small"
                      label={say('view.remove', { name: pick(view.name) })}
                      onClick={() => void takeAway(view)}
                    />
                  ) : null}
                  <span className={style.up}>
                    <IconButton
                      icon="down"
                      size="small"
                      label={say('view.up', { name: pick(view.name) })}
                      disabled={index === 0 || arrange.isBusy}
                      onClick={() => move(index, -1)}
                    />
                  </span>
                  <IconButton
                    icon="down"
                    size="small"
                    label={say('view.down', { name: pick(view.name) })}
                    disabled={index === views.length - 1 || arrange.isBusy}
                    onClick={() => move(index, 1)}
                  />
                </span>
              </li>
            ))}
          </ul>
          {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        </section>
      }
    >
      <IconButton icon="gear" size="small" label={say('view.arrange')} />
    </Popover>
  )
}
