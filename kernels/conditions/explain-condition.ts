/** Says in words which part of a condition was true and which was not, for these facts. */
import type { ASTNode } from '@marcbachmann/cel-js'
import { serialize } from '@marcbachmann/cel-js'
import { type Conditions, factNamed, literalValue } from './condition.ts'
import { completeFacts, type Facts, type FactValue, type Phrase, valueWords } from './facts.ts'

/** One part of a condition. `found` is the case's own value, when the part asks about one fact. */
export type Explained = {
  text: string
  words: Phrase
  value: boolean
  found?: Phrase
  parts: Explained[]
}

const COMPARED: Readonly<Record<string, Phrase>> = {
  '<': { zh: '小于', en: 'is below' },
  '<=': { zh: '不超过', en: 'is at most' },
  '>': { zh: '大于', en: 'is above' },
  '>=': { zh: '不少于', en: 'is at least' }
}

/** Explains a condition for a case. Throws as `holds` does. The value at the root is what `holds` answers. */
export function explainCondition(
  conditions: Conditions,
  text: string,
  given: Readonly<Record<string, FactValue | null | undefined>>
): Explained {
  const facts = completeFacts(conditions.schema, given)
  const { tree, evaluate } = conditions.open(text)
  return explainPart(conditions, tree, facts, (part) => evaluate(part, facts) === true)
}

/** The words of a condition without a case, for a clause's page. */
export function conditionWords(conditions: Conditions, text: string): Phrase {
  return wordsOf(conditions, conditions.open(text).tree)
}

function explainPart(
  conditions: Conditions,
  node: ASTNode,
  facts: Facts,
  evaluate: (part: ASTNode) => boolean
): Explained {
  const about = factAskedBy(conditions, node)
  const fact = about === null ? undefined : conditions.schema[about]
  const value = about === null ? undefined : facts[about]
  return {
    text: serialize(node),
    words: wordsOf(conditions, node),
    value: evaluate(node),
    ...(fact && value !== undefined ? { found: sentence(fact, '：', ': ', valueWords(fact, value)) } : {}),
    parts: joined(node).map((part) => explainPart(conditions, part, facts, evaluate))
  }
}

/** The yes/no parts a person would read one by one: a && b && c is three parts, not two. */
function joined(node: ASTNode): ASTNode[] {
  if (node.op === '!_') return [node.args]
  if (node.op !== '&&' && node.op !== '||') return []
  return node.args.flatMap((part) => (part.op === node.op ? joined(part) : [part]))
}

function factAskedBy(conditions: Conditions, node: ASTNode): string | null {
  const direct = factNamed(conditions.schema, node)
  if (direct !== null) return direct
  if (node.op === 'rcall') return factNamed(conditions.schema, node.args[1])
  if (node.op === '==' || node.op === '!=' || node.op === 'in' || node.op in COMPARED) {
    const [left, right] = node.args as [ASTNode, ASTNode]
    return factNamed(conditions.schema, left) ?? factNamed(conditions.schema, right)
  }
  return null
}

function wordsOf(conditions: Conditions, node: ASTNode): Phrase {
  const parts = joined(node)
  if (node.op === '&&' || node.op === '||') {
    const words = parts.map((part) =>
      part.op === '&&' || part.op === '||' ? bracketed(wordsOf(conditions, part)) : wordsOf(conditions, part)
    )
    const [zh, en] = node.op === '&&' ? ['，且', ', and '] : ['，或', ', or ']
    return { zh: words.map((phrase) => phrase.zh).join(zh), en: words.map((phrase) => phrase.en).join(en) }
  }
  if (node.op === '!_') {
    const asked = factNamed(conditions.schema, node.args)
    const fact = asked === null ? undefined : conditions.schema[asked]
    if (fact) return sentence(fact, '：', ': ', valueWords(fact, false))
    const inner = bracketed(wordsOf(conditions, node.args))
    return { zh: `并非${inner.zh}`, en: `not ${inner.en}` }
  }
  return simpleWords(conditions, node) ?? { zh: serialize(node), en: serialize(node) }
}

function simpleWords(conditions: Conditions, node: ASTNode): Phrase | null {
  const name = factAskedBy(conditions, node)
  const fact = name === null ? undefined : conditions.schema[name]
  if (!fact) return null
  if (node.op === 'id' || node.op === '.') return sentence(fact, '：', ': ', valueWords(fact, true))
  if (node.op === 'rcall') {
    const values = node.args[2].map(literalValue)
    const [zh, en] = { startsWith: ['以', 'begins with'], endsWith: ['以', 'ends with'], contains: ['含', 'contains'] }[
      node.args[0]
    ] ?? ['', '']
    const tail = { startsWith: '开头', endsWith: '结尾', contains: '' }[node.args[0]] ?? ''
    const shown = valueWords(fact, values[0] ?? '')
    return { zh: `${fact.zh}${zh}“${shown.zh}”${tail}`, en: `${fact.en} ${en} “${shown.en}”` }
  }
  const [left, right] = node.args as [ASTNode, ASTNode]
  const other = factNamed(conditions.schema, left) === name ? right : left
  if (node.op === 'in') {
    if (other.op !== 'list') return null
    const values = other.args.map((part) => valueWords(fact, literalValue(part) ?? ''))
    return {
      zh: `${fact.zh}是${values.map((v) => v.zh).join('、')}之一`,
      en: `${fact.en} is one of ${values.map((v) => v.en).join(', ')}`
    }
  }
  const value = literalValue(other)
  if (value === null) return null
  if (value === '')
    return node.op === '=='
      ? { zh: `${fact.zh}未知`, en: `${fact.en} is not known` }
      : { zh: `${fact.zh}已知`, en: `${fact.en} is known` }
  if (typeof value === 'boolean') return sentence(fact, '：', ': ', valueWords(fact, node.op === '==' ? value : !value))
  const shown = valueWords(fact, value)
  if (node.op === '==') return sentence(fact, '是', ' is ', shown)
  if (node.op === '!=') return sentence(fact, '不是', ' is not ', shown)
  // `3 < n` reads as "n is above 3".
  const seen = other === left ? flipped(node.op) : node.op
  const verb = COMPARED[seen]
  return verb ? sentence(fact, verb.zh, ` ${verb.en} `, shown) : null
}

function flipped(op: string): string {
  return op.startsWith('<') ? op.replace('<', '>') : op.replace('>', '<')
}

function sentence(fact: Phrase, zh: string, en: string, value: Phrase): Phrase {
  return { zh: `${fact.zh}${zh}${value.zh}`, en: `${fact.en}${en}${value.en}` }
}

function bracketed(phrase: Phrase): Phrase {
  return { zh: `（${phrase.zh}）`, en: `(${phrase.en})` }
}
