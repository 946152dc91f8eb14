import type { ImportMapping } from '@shouwen/contract/import-words'
import { zoneOf } from '@shouwen/kernels/working-time/index'
import { refuse } from '#platform/refusal'
import { isFormat } from './read-instant.ts'
import { fieldOfHeading } from './words.ts'

/** Which heading is what, told from the names alone; each field is taken once, by the first heading that fits. */
export function guessMapping(headings: readonly string[]): ImportMapping {
  const taken = new Set<string>()
  const columns: ImportMapping['columns'] = {}
  for (const heading of headings) {
    const field = fieldOfHeading(heading)
    if (!field || taken.has(field)) continue
    taken.add(field)
    columns[heading] = { field }
  }
  return { columns }
}

/** Refuses with `mapping-unusable` what cannot lead to a ticket, saying why. */
export function checkMapping(mapping: ImportMapping): void {
  const columns = Object.values(mapping.columns)
  const fields = [...columns.map(({ field }) => field), ...Object.keys(mapping.constants ?? {})]
  const twice = fields.find((field, at) => fields.indexOf(field) !== at)
  if (twice) throw refuse('mapping-unusable', { reason: 'field-given-twice', field: twice })
  if (!fields.includes('title') && !fields.includes('description'))
    throw refuse('mapping-unusable', { reason: 'no-title-and-no-description' })
  const format = columns.find(({ format }) => format !== undefined && !isFormat(format))
  if (format) throw refuse('mapping-unusable', { reason: 'format-unusable', field: format.field })
  if (mapping.timeZone !== undefined && !isZone(mapping.timeZone))
    throw refuse('mapping-unusable', { reason: 'time-zone-unknown' })
}

function isZone(id: string): boolean {
  try {
    return zoneOf(id).id === id
  } catch {
    return false
  }
}
