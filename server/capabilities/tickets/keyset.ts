import { openCursor } from '#platform/paging'
import { refuse } from '#platform/refusal'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The place after which a list by instant and id goes on; refuses with `invalid-input` what is not one of our cursors. */
export function openKeyset(cursor: string | undefined): { at: string; id: string } | null {
  const values = openCursor(cursor, 2)
  if (!values) return null
  const [at, id] = values
  const fits =
    typeof at === 'string' &&
    at.length <= 30 &&
    !Number.isNaN(Date.parse(at)) &&
    typeof id === 'string' &&
    uuid.test(id)
  if (!fits) throw refuse('invalid-input', { errors: [{ at: '/cursor', rule: 'cursor' }] })
  return { at: new Date(at).toISOString(), id }
}
