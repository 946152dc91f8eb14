import type { ImportField, ImportMapping, MappingFault } from '@shouwen/contract/import-words'
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
  const fault = faultOfMapping(mapping)
  if (fault) throw refuse('mapping-unusable', fault)
}

/** Why a mapping cannot lead to a ticket; null when it can. */
export function faultOfMapping(mapping: ImportMapping): { reason: MappingFault; field: ImportField | null } | null {
  const columns = Object.values(mapping.columns)
  const fields = [...columns.map(({ field }) => field), ...(Object.keys(mapping.constants ?? {}) as ImportField[])]
  const twice = fields.find((field, at) => fields.indexOf(field) !== at)
  if (twice) return { reason: 'field-given-twice', field: twice }
  if (!fields.includes('title') && !fields.includes('description'))
    return { reason: 'no-title-and-no-description', field: null }
  const format = columns.find(({ format }) => format !== undefined && !isFormat(format))
  if (format) return { reason: 'format-unusable', field: format.field }
  if (mapping.timeZone !== undefined && !isZone(mapping.timeZone)) return { reason: 'time-zone-unknown', field: null }
  return null
}

function isZone(id: string): boolean {
  try {
    return zoneOf(id).id === id
  } catch {
    return false
  }
}
