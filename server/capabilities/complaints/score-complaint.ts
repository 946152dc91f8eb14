import { type Conditions, conditionsOver, type FactSchema, type FactValue } from '@shouwen/kernels/conditions/index'
import type { ComplaintFocus, FocusAxis, Mark, RiskRule } from '#server/rulebook-complaints'

export type Reason = { id: string; points: number; zh: string; en: string }
export type Axis = { points: number; reasons: Reason[] }
export type Score = {
  axes: Record<FocusAxis, Axis>
  total: number
  focus: boolean
  hard: boolean
  risk: Axis
}
/** Facts by the names complaint-focus.yaml declares; what is not given has its usual value. */
export type ScoreFacts = Readonly<Record<string, FactValue | undefined>>

const compiled = new WeakMap<FactSchema, Conditions>()

/** Conditions remember what they compiled, so they are kept as long as their facts are. */
function conditionsFor(facts: FactSchema): Conditions {
  const known = compiled.get(facts) ?? conditionsOver(facts)
  compiled.set(facts, known)
  return known
}

/**
 * The points of a complaint by the rules of the rulebook, with the reason of each: on the axes type, customer and influence, whether that
 * makes it a focus or a hard one, and the risk that it goes to a higher place. Pure. @norm TK-14 TK-57
 */
export function scoreComplaint(book: ComplaintFocus, facts: ScoreFacts): Score {
  const conditions = conditionsFor(book.facts)
  const holding = <Rule extends RiskRule>(rules: readonly Rule[]) => rules.filter(({ when }) => conditions.holds(when, facts))
  const held = holding(book.rules)
  const axis = (name: FocusAxis) => axisOf(held.filter((rule) => rule.axis === name))
  const axes = { type: axis('type'), customer: axis('customer'), influence: axis('influence') }
  const total = axes.type.points + axes.customer.points + axes.influence.points
  const points = { total, type: axes.type.points, customer: axes.customer.points, influence: axes.influence.points }
  const marks = reached(book.focus, points)
  const hard = reached(book.hard, points)
  return { axes, total, focus: marks.some(Boolean), hard: hard.length > 0 && hard.every(Boolean), risk: axisOf(holding(book.risks)) }
}

const reached = (mark: Mark, points: Required<Mark>): boolean[] => Object.entries(mark).map(([name, from]) => points[name as keyof Mark] >= from)

function axisOf(rules: readonly RiskRule[]): Axis {
  return { points: rules.reduce((sum, { points }) => sum + points, 0), reasons: rules.map(({ id, points, zh, en }) => ({ id, points, zh, en })) }
}

/** Which of the rulebook's lists a text names something of: `words.media` and the like. */
export function wordFacts(book: ComplaintFocus, texts: readonly string[]): Record<string, boolean> {
  const text = texts.join('\n')
  return Object.fromEntries(Object.entries(book.words).map(([name, words]) => [`words.${name}`, words.some((word) => text.includes(word))]))
}
