import type { Menu, MenuRules, Words } from './types.ts'
import { type MenuPhrases, saysOf } from './walk.ts'

export type MenuBounds = {
  /** Choices before a choice that ends the walk. */
  mostLayers: number
  mostOptions: number
  /** Until then the key for a person must have been named, by the law. */
  personNamedWithinSeconds: number
  /** How fast words are spoken, in characters a second. */
  speech: { zh: number; en: number }
}

type Known = { answers: ReadonlySet<string>; calendars: ReadonlySet<string>; categories: ReadonlySet<string> }

/** Everything wrong with a menu, in sentences: dead ends, loops of hours, keys, depth, and a person who is named too late. */
export function menuProblems(menu: Menu, rules: MenuRules, phrases: MenuPhrases, bounds: MenuBounds, known: Known): string[] {
  return [...nodeProblems(menu, rules, bounds, known), ...depthProblems(menu, bounds), ...speechProblems(menu, phrases, bounds)].map((problem) => `${menu.id}: ${problem}`)
}

function nodeProblems({ begin, nodes }: Menu, { personKey }: MenuRules, { mostOptions }: MenuBounds, { answers, calendars, categories }: Known): string[] {
  const has = (name: string) => Object.hasOwn(nodes, name)
  const problems = has(begin) ? [] : [`it begins at ${begin}, which is no node`]
  for (const [name, { options, hours }] of Object.entries(nodes)) {
    if (options.length === 0) problems.push(`${name} is a dead end`)
    if (options.length > mostOptions) problems.push(`${name} has more choices than anybody remembers`)
    if (new Set(options.map(({ key }) => key)).size < options.length) problems.push(`${name} uses a key twice`)
    for (const { key, go, person, answer, language, back } of options) {
      if (key === personKey) problems.push(`${name} takes the key ${key}, which reaches a person everywhere`)
      if ([go, person, answer, language, back].filter((one) => one !== undefined).length !== 1) problems.push(`${name}: the key ${key} must lead to exactly one thing`)
      if (go !== undefined && !has(go)) problems.push(`${name}: the key ${key} goes to ${go}, which is no node`)
      if (answer !== undefined && !answers.has(answer)) problems.push(`${name}: nobody can answer ${answer}`)
      if (person?.category !== undefined && !categories.has(person.category)) problems.push(`${name}: no category is called ${person.category}`)
    }
    if (!hours) continue
    if (!calendars.has(hours.calendar)) problems.push(`${name}: no calendar is called ${hours.calendar}`)
    if (!has(hours.otherwise)) problems.push(`${name}: outside its hours it leads nowhere`)
    else if (nodes[hours.otherwise]?.hours) problems.push(`${name}: outside its hours it leads to ${hours.otherwise}, which has hours too`)
  }
  return problems
}

/** Layers as the customer meets them: the first choices are layer 1. */
function depthProblems({ begin, nodes }: Menu, { mostLayers }: MenuBounds): string[] {
  const layers = new Map<string, number>([[begin, 1]])
  for (const [name, layer] of layers)
    for (const next of [...(nodes[name]?.options ?? []).flatMap(({ go }) => (go === undefined ? [] : [go])), nodes[name]?.hours?.otherwise])
      if (next !== undefined && !layers.has(next)) layers.set(next, next === nodes[name]?.hours?.otherwise ? layer : layer + 1)
  return [
    ...Object.keys(nodes).flatMap((name) => (layers.has(name) ? [] : [`nobody ever comes to ${name}`])),
    ...[...layers].flatMap(([name, layer]) => (layer > mostLayers ? [`${name} lies ${layer} layers deep`] : []))
  ]
}

function speechProblems(menu: Menu, phrases: MenuPhrases, { personNamedWithinSeconds, speech }: MenuBounds): string[] {
  return Object.keys(menu.nodes).flatMap((name) => {
    const named = secondsUntilPersonNamed(menu, name, phrases, speech)
    return named > personNamedWithinSeconds ? [`${name} names the way to a person only after ${Math.ceil(named)} seconds`] : []
  })
}

/** How long a customer listens at a node before they have heard how to reach a person, in seconds; the slower of both languages. */
export function secondsUntilPersonNamed(menu: Menu, name: string, phrases: MenuPhrases, speech: MenuBounds['speech']): number {
  const before = name === menu.begin ? [menu.greeting, phrases.person] : saysOf(menu, name, phrases, 'zh-CN').flatMap((said, at) => (at < 2 && 'words' in said ? [said.words] : []))
  const sum = (of: (words: Words) => number) => before.reduce((total, words) => total + of(words), 0)
  return Math.max(sum(({ zh }) => zh.length / speech.zh), sum(({ en }) => en.length / speech.en))
}
