import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type PaletteItem, usePaletteRegistry } from '#lib/palette.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { Keycap } from '#ui/keycap.tsx'
import { isComposing } from '#ui/shortcuts.ts'
import style from './palette.module.css'
import { usePaletteSearch } from './palette-search.ts'

/** Ctrl-K: commands by a few letters of their name, and whatever the capabilities can find. */
export function Palette({ onClose }: { onClose: () => void }) {
  const { say } = usePhrases('app')
  const listId = useId()
  const dialog = useRef<HTMLDialogElement>(null)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const { commands } = usePaletteRegistry()
  const { found, isSearching } = usePaletteSearch(text)
  const fitting = commands.filter((each) => fits(each.title, text))
  const groups = [
    ...found,
    ...(fitting.length > 0 ? [{ id: 'commands', title: say('palette.commands'), items: fitting }] : [])
  ]
  const items = groups.flatMap((group) => group.items)
  const chosen = items[Math.min(at, items.length - 1)]
  useEffect(() => dialog.current?.showModal(), [])
  useEffect(() => {
    document.getElementById(`${listId}${chosen?.id}`)?.scrollIntoView({ block: 'nearest' })
  }, [listId, chosen?.id])

  const run = (item: PaletteItem | undefined) => {
    if (!item) return
    onClose()
    item.run()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step) setAt((Math.min(at, items.length - 1) + step + items.length) % Math.max(1, items.length))
    else if (event.key === 'Enter') run(chosen)
    else return
    event.preventDefault()
  }
  return (
    <dialog
      ref={dialog}
      className={style.palette}
      aria-label={say('palette.open')}
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className={style.field}>
        <Icon name="search" />
        <input
          type="text"
          value={text}
          maxLength={100}
          placeholder={say('palette.hint')}
          aria-label={say('palette.hint')}
          role="combobox"
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={chosen ? `${listId}${chosen.id}` : undefined}
          onChange={(event) => {
            setText(event.target.value)
            setAt(0)
          }}
          onKeyDown={onKeyDown}
        />
        <Keycap keys="Escape" />
      </div>
      <div id={listId} role="listbox" aria-label={say('palette.open')} className={style.list} aria-busy={isSearching}>
        {groups.map((group) => (
          <div key={group.id} role="group" aria-label={group.title}>
            <div className={style.title}>{group.title}</div>
            {group.items.map((item) => (
              <button
                key={item.id}
                id={`${listId}${item.id}`}
                type="button"
                role="option"
                tabIndex={-1}
                aria-selected={item === chosen}
                className={style.item}
                onMouseMove={() => setAt(items.indexOf(item))}
                onClick={() => run(item)}
              >
                <Icon name={item.icon ?? 'right'} size={16} />
                <span className={style.name}>{item.title}</span>
                {item.detail ? <span className={style.detail}>{item.detail}</span> : null}
                {item.keys ? <Keycap keys={item.keys} /> : null}
              </button>
            ))}
          </div>
        ))}
        {items.length === 0 ? (
          <p className={style.none}>{isSearching ? say('palette.searching') : say('palette.none')}</p>
        ) : null}
      </div>
    </dialog>
  )
}

/** Do the letters occur in the title in this order? Empty fits all. */
function fits(title: string, text: string): boolean {
  let at = 0
  const letters = [...text.toLowerCase().replace(/\s/g, '')]
  const lower = title.toLowerCase()
  return letters.every((letter) => {
    at = lower.indexOf(letter, at) + 1
    return at > 0
  })
}
