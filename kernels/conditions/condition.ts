/** Conditions in CEL over the declared facts: checked before they run, the same in the browser and on the server. */
import { type ASTNode, Environment, serialize } from '@marcbachmann/cel-js'
import { completeFacts, type Fact, type Facts, type FactSchema, type FactValue, factProblem } from './facts.ts'

export type Conditions = {
  schema: FactSchema
  /** Everything that makes the text unfit as a condition; empty when it may be used. */
  problemsOf: (text: string) => string[]
  /** True when the condition holds. Throws a SyntaxError for a text with problems, a RangeError for facts outside the schema. */
  holds: (text: string, given: Readonly<Record<string, FactValue | null | undefined>>) => boolean
  /** The parsed tree and a function that evaluates any part of it; for explanations. */
  open: (text: string) => { tree: ASTNode; evaluate: (part: ASTNode, facts: Facts) => unknown }
}

/** Bounds of a condition; the longest one in the rulebook uses a fifth of them. */
const MAX_TEXT = 600
const LIMITS = { maxAstNodes: 200, maxDepth: 24, maxListElements: 60, maxMapEntries: 0, maxCallArguments: 2 }
/** Nothing that runs a regular expression, loops, converts or reads the time. */
const METHODS = new Set(['startsWith', 'endsWith', 'contains'])
const ARITHMETIC: Readonly<Record<string, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right
}

/**
 * Conditions over one schema of facts. Compiled texts are remembered, so keep the result.
 * Number facts are doubles, and CEL knows no mixing of doubles and whole-number literals: the operators for it are added here.
 */
export function conditionsOver(schema: FactSchema): Conditions {
  const environment = environmentOf(schema)
  const compiled = new Map<string, { run: (context: Record<string, unknown>) => unknown; tree: ASTNode }>()
  const checked = new Map<string, readonly string[]>()

  const compile = (text: string) => {
    const known = compiled.get(text)
    if (known) return known
    const run = environment.parse(text)
    if (compiled.size > 2000) compiled.clear()
    const entry = { run: (context: Record<string, unknown>) => run(context), tree: run.ast }
    compiled.set(text, entry)
    return entry
  }
  const problemsOf = (text: string): string[] => {
    const known = checked.get(text)
    if (known) return [...known]
    const problems = findProblems(schema, environment, text)
    if (checked.size > 2000) checked.clear()
    checked.set(text, problems)
    return [...problems]
  }
  const refuseUnfit = (text: string): void => {
    const problems = problemsOf(text)
    if (problems.length > 0) throw new SyntaxError(`unfit condition: ${problems.join('; ')}`)
  }
  return {
    schema,
    problemsOf,
    holds: (text, given) => {
      refuseUnfit(text)
      return compile(text).run(nested(completeFacts(schema, given))) === true
    },
    open: (text) => {
      refuseUnfit(text)
      return { tree: compile(text).tree, evaluate: (part, facts) => compile(serialize(part)).run(nested(facts)) }
    }
  }
}

/** The dotted name of a fact when the node is exactly that, else null. */
export function factNamed(schema: FactSchema, node: ASTNode): string | null {
  const name =
    node.op === 'id'
      ? node.args
      : node.op === '.' && node.args[0].op === 'id'
        ? `${node.args[0].args}.${node.args[1]}`
        : null
  return name !== null && Object.hasOwn(schema, name) ? name : null
}

/** A literal as the value of a fact: whole numbers come from CEL as BigInt. */
export function literalValue(node: ASTNode): FactValue | null {
  if (node.op === '-_') {
    const inner = literalValue(node.args)
    return typeof inner === 'number' ? -inner : null
  }
  if (node.op !== 'value') return null
  const value = node.args
  if (typeof value === 'bigint') return Number(value)
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null
}

/** The parts of a node, in reading order. */
export function partsOf(node: ASTNode): ASTNode[] {
  const args: unknown = node.args
  const isNode = (value: unknown): value is ASTNode => typeof value === 'object' && value !== null && 'op' in value
  if (isNode(args)) return [args]
  return Array.isArray(args)
    ? args.flatMap((arg) => (Array.isArray(arg) ? arg.filter(isNode) : isNode(arg) ? [arg] : []))
    : []
}

function findProblems(schema: FactSchema, environment: Environment, text: string): string[] {
  if (text.length > MAX_TEXT) return [`longer than ${MAX_TEXT} characters`]
  let tree: ASTNode
  try {
    tree = environment.parse(text).ast
  } catch (error) {
    return [firstLine(error)]
  }
  const problems: string[] = []
  inspect(schema, tree, problems)
  if (problems.length > 0) return problems
  const result = environment.check(text)
  if (!result.valid) return [firstLine(result.error)]
  return String(result.type) === 'bool' ? [] : [`gives ${String(result.type)}, not true or false`]
}

/** Walks the tree for what the type checker does not see: forbidden calls, and values a fact can never have. */
function inspect(schema: FactSchema, node: ASTNode, problems: string[]): void {
  if (node.op === 'call') problems.push(`function ${node.args[0]} is not allowed in a condition`)
  if (node.op === 'rcall' && !METHODS.has(node.args[0]))
    problems.push(`function ${node.args[0]} is not allowed in a condition`)
  if (node.op === 'map' || node.op === '[]' || node.op === '[?]' || node.op === '.?')
    problems.push(`${node.op} is not allowed in a condition`)
  if (node.op === '==' || node.op === '!=' || node.op === 'in') {
    const [left, right] = node.args
    compare(schema, left, right, problems)
    if (node.op !== 'in') compare(schema, right, left, problems)
  }
  for (const part of partsOf(node)) inspect(schema, part, problems)
}

function compare(schema: FactSchema, side: ASTNode, other: ASTNode, problems: string[]): void {
  const name = factNamed(schema, side)
  if (name === null) return
  for (const node of other.op === 'list' ? other.args : [other]) {
    const value = literalValue(node)
    const problem = value === null ? null : factProblem(name, schema[name], value)
    if (problem) problems.push(problem)
  }
}

function environmentOf(schema: FactSchema): Environment {
  const environment = new Environment({ unlistedVariablesAreDyn: false, limits: LIMITS })
  const groups = new Map<string, Record<string, string>>()
  for (const [name, fact] of Object.entries(schema)) {
    const [head = name, field] = name.split('.')
    if (field === undefined) environment.registerVariable(head, celType(fact))
    else groups.set(head, { ...groups.get(head), [field]: celType(fact) })
  }
  for (const [name, fields] of groups) environment.registerVariable({ name, schema: fields })
  environment.registerOperator('double == int', (left: number, right: bigint) => left === Number(right))
  for (const [sign, compute] of Object.entries(ARITHMETIC)) {
    environment.registerOperator(`double ${sign} int`, (left: number, right: bigint) => compute(left, Number(right)))
    environment.registerOperator(`int ${sign} double`, (left: bigint, right: number) => compute(Number(left), right))
  }
  return environment
}

function celType(fact: Fact): string {
  return fact.type === 'yes-no' ? 'bool' : fact.type === 'number' ? 'double' : 'string'
}

/** `customer.grade` → `{ customer: { grade } }`, the shape CEL reads. */
function nested(facts: Facts): Record<string, unknown> {
  const context: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(facts)) {
    const [head = name, field] = name.split('.')
    if (field === undefined) context[head] = value
    else context[head] = { ...(context[head] as object | undefined), [field]: value }
  }
  return context
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? 'cannot be read'
}
