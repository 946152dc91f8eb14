import type { Menu, MenuFacts, MenuInput, MenuOption, MenuRules, PersonReason, PersonWanted, Said, Walked, WalkState, Words } from './types.ts'

/** What every menu says by itself, worded in the rulebook. */
export type MenuPhrases = { person: Words; elderly: Words; wrong: Words; silence: Words; connecting: Words; option: Words }

type Ground = { menu: Menu; rules: MenuRules; phrases: MenuPhrases; facts: MenuFacts }

/**
 * The beginning of a walk: greeting, how to reach a person, what holds now, the first choices. An elderly customer reaches a person at once.
 * Pure; the same in the browser, on the server and on an exchange.
 */
export function beginMenu(ground: Ground): Walked {
  const { menu, facts, phrases } = ground
  const state: WalkState = { node: menu.begin, language: facts.language, trail: [], steps: 0, tries: 0, person: null }
  const greeting = { sound: `${menu.id}-greeting`, words: menu.greeting }
  if (facts.elderly) return toPerson(ground, state, menu.person, 'elderly', [greeting, { sound: 'elderly', words: phrases.elderly }])
  const entered = enter(ground, state, menu.begin)
  const [node, person, ...options] = entered.says as [Said, Said, ...Said[]]
  return { ...entered, says: [greeting, person, { sound: 'notice', notice: true }, node, ...options] }
}

/** One input more. A walk that is over stays where it is. */
export function stepMenu(ground: Ground, before: WalkState, input: MenuInput): Walked {
  if (before.person) return { state: before, says: [], options: [], answer: null }
  const { menu, rules, phrases } = ground
  const state = { ...before, steps: before.steps + 1 }
  const option = optionOf(menu, state, input)
  const wanted = placeOf(menu, state)
  if (input !== 'silence' && input.key === rules.personKey) return toPerson(ground, state, wanted, 'key')
  if (option?.person) return toPerson(ground, state, option.person, 'option')
  if (state.steps >= rules.mostSteps) return toPerson(ground, state, wanted, 'too-long')
  if (!option) {
    const tried = { ...state, tries: state.tries + 1 }
    if (tried.tries > rules.tries) return toPerson(ground, tried, wanted, input === 'silence' ? 'silence' : 'wrong-keys')
    const sorry: Said = input === 'silence' ? { sound: 'silence', words: phrases.silence } : { sound: 'wrong', words: phrases.wrong }
    return again(ground, tried, [sorry])
  }
  const sure = { ...state, tries: 0 }
  if (option.go !== undefined) return enter(ground, { ...sure, trail: [...sure.trail, sure.node] }, option.go)
  if (option.back) return enter(ground, { ...sure, trail: sure.trail.slice(0, -1) }, sure.trail.at(-1) ?? menu.begin)
  if (option.language) return again(ground, { ...sure, language: option.language })
  return { ...again(ground, sure), answer: option.answer ?? null }
}

/** Walks a path of keys (`-` is silence) from the beginning: how the server reads what a browser or an exchange went through. */
export function walkPath(ground: Ground, path: string): Walked {
  let walked = beginMenu(ground)
  for (const key of path) walked = stepMenu(ground, walked.state, key === SILENCE ? 'silence' : { key })
  return walked
}

export const SILENCE = '-'

/** The most keys a path can have before a person is asked for. */
export const longestPath = ({ mostSteps }: MenuRules): number => mostSteps

function optionOf(menu: Menu, { node, language }: WalkState, input: MenuInput): MenuOption | undefined {
  return input === 'silence' ? undefined : choices(menu, node, language).find((one) => one.key === input.key)
}

/** Whom the key for a person reaches from here: the place all options of the node agree on, else that of the menu. */
function placeOf({ nodes, person }: Menu, { node }: WalkState): PersonWanted {
  const kinds = new Set((nodes[node]?.options ?? []).flatMap(({ person: one }) => (one ? [one.kind] : [])))
  const [kind] = kinds
  return kinds.size === 1 && kind !== undefined ? { ...person, kind } : person
}

function toPerson({ phrases }: Ground, state: WalkState, wanted: PersonWanted, because: PersonReason, says: Said[] = []): Walked {
  return { state: { ...state, person: { ...wanted, because } }, says: [...says, { sound: 'connecting', words: phrases.connecting }], options: [], answer: null }
}

function enter(ground: Ground, state: WalkState, name: string): Walked {
  const node = ground.menu.nodes[name]
  const closed = node?.hours && !ground.facts.open.has(node.hours.calendar) ? node.hours.otherwise : name
  return again(ground, { ...state, node: closed })
}

/** Says the node the walk stands at: what it is, how to reach a person, the choices. */
function again({ menu, phrases }: Ground, state: WalkState, first: Said[] = []): Walked {
  return { state, says: [...first, ...saysOf(menu, state.node, phrases, state.language)], options: choices(menu, state.node, state.language), answer: null }
}

/** The choices of a node; the language that is spoken already is none. */
const choices = ({ nodes }: Menu, name: string, spoken: WalkState['language']): MenuOption[] => (nodes[name]?.options ?? []).filter(({ language }) => language !== spoken)

/** All a node says, in order. */
export function saysOf(menu: Menu, name: string, phrases: MenuPhrases, language: WalkState['language']): Said[] {
  const node = menu.nodes[name]
  if (!node) return []
  return [
    { sound: `${menu.id}-${name}`, words: node.says },
    { sound: 'person', words: phrases.person },
    ...choices(menu, name, language).map((option): Said => ({ sound: `${menu.id}-${name}-${soundOfKey(option.key)}`, words: optionWords(option, phrases) }))
  ]
}

const soundOfKey = (key: string): string => (key === '*' ? 'star' : key === '#' ? 'hash' : key)

/** "For faults press 3." */
function optionWords(option: MenuOption, { option: frame }: MenuPhrases): Words {
  const put = (text: string, what: string) => text.replace('{what}', what).replace('{key}', option.key)
  return { zh: put(frame.zh, option.zh), en: put(frame.en, option.en) }
}
