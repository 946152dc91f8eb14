import { listStaff } from '@shouwen/contract/people'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import type { ComposerHandle } from '#ui/composer.tsx'
import style from './mentions.module.css'

type Colleague = { id: string; name: string; jobNumber: string; unit: { zh: string; en: string } }

/** `@` and a few letters before the caret: what is being looked for. */
export function nameAtCaret(text: string, caret: number): string | undefined {
  return /(?:^|[^\p{L}\p{N}])@([\p{L}\p{N}·]{0,20})$/u.exec(text.slice(0, caret))?.[1]
}

/** Naming colleagues in a note: typing `@` offers them, arrows and Enter choose; `named` gives the ids of those still in the text. */
export function useMentions(field: RefObject<ComposerHandle | null>) {
  const may = useCan()
  const [looked, setLooked] = useState<string>()
  const [at, setAt] = useState(0)
  const [known, setKnown] = useState<ReadonlyMap<string, string>>(new Map())
  const isOpen = looked !== undefined && may('people.read')
  const found = useRead(
    listStaff,
    { limit: 6, status: 'active', ...(looked ? { search: looked } : {}) },
    { enabled: isOpen, keep: true }
  )
  const people: readonly Colleague[] = isOpen ? (found.data?.items ?? []) : []
  const chosen = people[Math.min(at, people.length - 1)]
  const choose = (person: Colleague) => {
    field.current?.complete((looked ?? '').length + 1, `@${person.name} `)
    setKnown(new Map([...known, [person.name, person.id]]))
    setLooked(undefined)
  }
  return {
    people,
    chosen,
    choose,
    onTyping: ({ text, caret, mode }: { text: string; caret: number; mode: string }) => {
      setLooked(mode === 'note' ? nameAtCaret(text, caret) : undefined)
      setAt(0)
    },
    onKey: (event: KeyboardEvent) => {
      if (people.length === 0 || !chosen) return false
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
      if (step) setAt((at + step + people.length) % people.length)
      else if ((event.key === 'Enter' && !event.ctrlKey && !event.metaKey) || event.key === 'Tab') choose(chosen)
      else if (event.key === 'Escape') {
        event.stopPropagation()
        setLooked(undefined)
      } else return false
      return true
    },
    named: (text: string): string[] => [...known].filter(([name]) => text.includes(`@${name}`)).map(([, id]) => id)
  }
}

/** Colleagues who fit what was typed after `@`. */
export function NameList({
  people,
  chosen,
  choose
}: Pick<ReturnType<typeof useMentions>, 'people' | 'chosen' | 'choose'>) {
  const { say, pick } = usePhrases('tickets')
  return (
    <div className={style.anchor}>
      <ul className={style.names} role="listbox" aria-label={say('talk.mention')}>
        {people.map((person) => (
          // The keys belong to the field; this is for the mouse.
          <li
            key={person.id}
            role="option"
            aria-selected={person === chosen}
            className={person === chosen ? style.chosen : undefined}
            onMouseDown={(event) => {
              event.preventDefault()
              choose(person)
            }}
          >
            <strong>{person.name}</strong>
            <span>{person.jobNumber}</span>
            <span>{pick(person.unit)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
