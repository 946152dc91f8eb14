/** What the schema of rulebook/menus cannot say: no dead end, a person within reach of the law, and no word missing. */
import { type MenuBounds, type MenuPhrases, menuProblems, type MenuRules } from '@shouwen/kernels/menu/index'
import type { LoadedClause, MenuBook, Rulebook } from './rulebook-types.ts'

type Book = Pick<Rulebook, 'menu' | 'menus' | 'calendars' | 'categories'>

const NEEDED_WORDS = ['person', 'elderly', 'wrong', 'silence', 'connecting', 'option', 'position', 'next', 'estimate', 'no-estimate', 'nobody', 'callback-offer', 'callback-kept', 'resumed', 'goodbye']

/** Everything wrong with the menus, in sentences. The law's seconds are read from its clause. @norm CC-02 */
export function menusProblems({ menu, menus, calendars, categories }: Book, clauses: readonly LoadedClause[]): string[] {
  const missing = NEEDED_WORDS.filter((code) => !Object.hasOwn(menu.words, code)).map((code) => `menu: the words ${code} are missing`)
  const seconds = personNamedWithinSeconds(menu, clauses)
  if (missing.length > 0 || seconds === null) return [...missing, ...(seconds === null ? [`menu: no clause ${menu.person.named_within} limits in minutes`] : [])]
  const known = { answers: new Set(Object.keys(menu.answers)), calendars: new Set(calendars.keys()), categories: new Set(Object.keys(categories)) }
  const ids = menus.map(({ id }) => id)
  return [
    ...ids.flatMap((id, at) => (ids.indexOf(id) < at ? [`menus: the id ${id} appears twice`] : [])),
    ...(['phone', 'chat'] as const).flatMap((channel) => (menus.filter(({ channels }) => channels.includes(channel)).length === 1 ? [] : [`menus: ${channel} needs exactly one menu`])),
    ...menus.flatMap((one) => menuProblems(one, menuRulesOf(menu), menuPhrasesOf(menu), boundsOf(menu, seconds), known))
  ]
}

export const menuRulesOf = ({ person, patience }: MenuBook): MenuRules => ({ personKey: person.key, tries: patience.tries, mostSteps: patience.most_steps })

export const menuPhrasesOf = ({ words }: MenuBook): MenuPhrases => words as unknown as MenuPhrases

export function boundsOf({ person, speech }: MenuBook, personNamedWithinSeconds: number): MenuBounds {
  return { mostLayers: person.most_layers, mostOptions: person.most_options, personNamedWithinSeconds, speech: { zh: speech.zh_per_second, en: speech.en_per_second } }
}

/** The limit of the clause that menu.yaml names, in seconds; null when it has none in minutes. */
export function personNamedWithinSeconds({ person }: MenuBook, clauses: readonly LoadedClause[]): number | null {
  const limit = clauses.find(({ id }) => id === person.named_within)?.limit
  return limit && 'minutes' in limit && typeof limit.minutes === 'number' ? limit.minutes * 60 : null
}
