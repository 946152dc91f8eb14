import type { OutputOf } from '@shouwen/contract/operation'
import { listMacros, removeMacro, saveMacro } from '@shouwen/contract/ticket-macros'
import { Link } from '@tanstack/react-router'
import { Button, Input, type InputRef, Popover } from 'antd'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { isComposing, useShortcut } from '#ui/shortcuts.ts'
import { toast } from '#ui/undo-toast.tsx'
import style from './macro-menu.module.css'

export type Macro = OutputOf<typeof listMacros>['items'][number]

/** Macros by a few letters of their name; a text that was just written becomes one in two presses. */
export function MacroMenu({
  text,
  onChoose
}: {
  /** What stands in the field now. */ text: string
  onChoose: (macro: Macro) => void
}) {
  const { say } = usePhrases('tickets')
  const [open, setOpen] = useState(false)
  const [looked, setLooked] = useState('')
  const [at, setAt] = useState(0)
  const macros = useRead(listMacros, {})
  const save = useAct(saveMacro, { refreshes: [listMacros] })
  const remove = useAct(removeMacro, { refreshes: [listMacros] })
  const fitting = (macros.data?.items ?? []).filter((each) =>
    each.name.toLowerCase().includes(looked.trim().toLowerCase())
  )
  useShortcut(';', say('macro.title'), () => setOpen(true), { group: say('keys.ticket') })
  const choose = (macro: Macro | undefined) => {
    if (!macro) return
    setOpen(false)
    setLooked('')
    onChoose(macro)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((Math.min(at, fitting.length - 1) + step + fitting.length) % Math.max(1, fitting.length))
    else if (event.key === 'Enter') choose(fitting[Math.min(at, fitting.length - 1)])
    else return
    event.preventDefault()
  }
  const field = useRef<InputRef>(null)
  const keep = async () => {
    const name = looked.trim()
    if (!name || !(await save.act({ name, steps: [{ do: 'reply', body: text }], sharing: 'me' }))) return
    toast({ text: say('macro.saved', { name }), tone: 'good' })
    setLooked('')
    field.current?.focus()
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="topLeft"
      arrow={false}
      destroyOnHidden
      content={
        <section className={style.menu} aria-label={say('macro.title')}>
          <Input
            ref={field}
            autoFocus
            size="small"
            value={looked}
            maxLength={60}
            placeholder={say('macro.find')}
            aria-label={say('macro.find')}
            onChange={(event) => {
              setLooked(event.target.value)
              setAt(0)
            }}
            onKeyDown={onKeyDown}
          />
          <ul aria-label={say('macro.title')}>
            {fitting.map((macro, index) => (
              <li key={macro.id} className={index === at ? style.chosen : undefined}>
                <button type="button" onClick={() => choose(macro)}>
                  <span>{macro.name}</span>
                  <small>{macro.steps.map((step) => say(`macro.step-${step.do}`)).join(' · ')}</small>
                </button>
                {macro.editable ? (
                  <IconButton
                    icon="close"
                    size="small"
                    label={say('macro.remove', { name: macro.name })}
                    onClick={async () => {
                      if (!(await remove.act({ macroId: macro.id }))) return
                      const { name, steps, sharing, unitId } = macro
                      const again = { name, steps, sharing, ...(unitId ? { unitId } : {}) }
                      toast({ text: say('macro.removed', { name }), undo: () => void save.act(again) })
                    }}
                  />
                ) : null}
              </li>
            ))}
          </ul>
          {fitting.length === 0 ? <p className={style.none}>{say('macro.none')}</p> : null}
          {text.trim() !== '' && looked.trim() !== '' ? (
            <Button size="small" loading={save.isBusy} onClick={() => void keep()}>
              {say('macro.keep', { name: looked.trim() })}
            </Button>
          ) : null}
          <Link to="/tickets/macros" className={style.all} onClick={() => setOpen(false)}>
            {say('macro.manage')}
          </Link>
          {(save.refusal ?? remove.refusal) ? (
            <RefusalNotice refusal={save.refusal ?? remove.refusal ?? {}} inline />
          ) : null}
        </section>
      }
    >
      <IconButton icon="bolt" label={say('macro.title')} keys=";" />
    </Popover>
  )
}
