import type { Condition, Operator } from './condition.ts'
import { fault } from './fault.ts'
import { unquoted } from './quoted.ts'

const signs: Record<string, Operator> = { '==': 'eq', '>': 'gt', '>=': 'gte', '<': 'lt', '<=': 'lte' }

/**
 * Reads the JSONPath filter of version 5: one comparison, `note[?(@.author=='x')]` or `$[?(@.status=="held")]`.
 * Longer expressions are 501; what is no filter at all is 400.
 */
export function readJsonPath(text: string): Condition {
  const whole = /^\$?\.?([\w@.]*)\[\?\((.*)\)\]$/s.exec(text.trim())
  if (!whole || text.length > 500) throw fault(400, 'filter-malformed', 'The JSONPath filter could not be read')
  const [, holder = '', predicate = ''] = whole
  const one = /^\s*@\.([\w@]+(?:\.[\w@]+)*)\s*(==|>=|<=|>|<)\s*('[^']*'|"[^"]*"|[\w.:+-]+)\s*$/.exec(predicate)
  if (!one) throw fault(balanced(predicate) ? 501 : 400, balanced(predicate) ? 'filter-not-supported' : 'filter-malformed', 'Only one comparison of one attribute is supported in filter')
  const [, member = '', sign = '', value = ''] = one
  const path = [...holder.split('.').filter(Boolean), ...member.split('.')]
  if (!path.every((part) => /^@?[A-Za-z][A-Za-z0-9]{0,59}$/.test(part))) throw fault(400, 'filter-malformed', 'The JSONPath filter could not be read')
  return { path, alternatives: [{ operator: signs[sign] as Operator, value: unquoted(value) }] }
}

function balanced(text: string): boolean {
  const bare = text.replaceAll(/'[^']*'|"[^"]*"/g, '')
  return /@/.test(bare) && !/['"]/.test(bare) && (bare.match(/\(/g)?.length ?? 0) === (bare.match(/\)/g)?.length ?? 0)
}
