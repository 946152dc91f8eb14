import type { Actor } from '#platform/action'
import { rolesFile } from './sync-reference-data.ts'

/** Classes of personal data: phone, id-number, address, name, email. */
export const sensitiveClasses: string[] = Object.keys(rolesFile.sensitive_classes)

/** The classes an actor sees unmasked without stating a purpose; a customer sees their own data, the system everything. @norm GV-03 */
export function visibleClasses(actor: Actor): Set<string> {
  if (actor.kind === 'system' || actor.kind === 'customer') return new Set(sensitiveClasses)
  return new Set(actor.kind === 'staff' ? actor.sees : [])
}
