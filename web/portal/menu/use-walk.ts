import type { OutputOf } from '@shouwen/contract/operation'
import { beginMenu, type MenuInput, type MenuLanguage, type Said, SILENCE, stepMenu, type Walked } from '@shouwen/kernels/menu/index'
import { useMemo, useState } from 'react'
import { at } from '../operations.ts'

export type MenuRead = OutputOf<typeof at.readMenu>
type Ground = Parameters<typeof beginMenu>[0]
type Phrase = { zh: string; en: string }
export type Answered = { lines: readonly Phrase[]; signInFirst: boolean }

const groundOf = ({ menu, rules, phrases, facts }: MenuRead): Ground =>
  ({ menu, rules, phrases, facts: { ...facts, open: new Set(facts.open) } }) as unknown as Ground

/**
 * A walk through the menu in this browser, by the same kernel as on the server: `path` are the keys so far, which the server walks again when a
 * person is asked for.
 */
export function useWalk(read: MenuRead) {
  const ground = useMemo(() => groundOf(read), [read])
  const [walk, setWalk] = useState<{ walked: Walked; path: string }>(() => ({ walked: beginMenu(ground), path: '' }))
  const press = (input: MenuInput): Walked => {
    const walked = stepMenu(ground, walk.walked.state, input)
    setWalk({ walked, path: walk.path + (input === 'silence' ? SILENCE : input.key) })
    return walked
  }
  return { walked: walk.walked, path: walk.path, press, personKey: ground.rules.personKey }
}

/** What a walk says, as words: announcements stand where the kernel left room for them. */
export function wordsOf(says: readonly Said[], { notices }: MenuRead, language: MenuLanguage): string[] {
  const pick = ({ zh, en }: Phrase) => (language === 'en' ? en : zh)
  return says.flatMap((said) => ('words' in said ? [pick(said.words)] : notices.map(pick)))
}
