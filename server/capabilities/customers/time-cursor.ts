import { openCursor } from '#platform/paging'
import { refuse } from '#platform/refusal'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Opens a cursor of instant and id; refuses with `invalid-input` what PostgreSQL could not read. */
export function openTimeCursor(cursor: string | undefined): { at: string; id: string } | null {
  const values = openCursor(cursor, 2)
  if (!values) return null
  const [at, id] = values
  if (typeof at !== 'string' || !/^\d{4}-\d{2}-\d{2}T[\d:.]{8,15}Z$/.test(at) || Number.isNaN(Date.parse(at)) || typeof id !== 'string' || !uuid.test(id))
    throw refuse('invalid-input', { errors: [{ at: '/cursor', rule: 'cursor' }] })
  return { at, id }
}
