// Tickets and mail from other systems, brought in with their history; the same code for the command line and for HTTP.
import { work } from '#platform/jobs'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { runImport } from './run-import.ts'
import { undoImport } from './undo-import.ts'

export { createImport, type NewImport } from './create-import.ts'
export { faultBytes } from './import-faults.ts'
export { findImport, type Import, type ImportRef } from './import-row.ts'
export { step as stepImport } from './import-verbs.ts'
export { previewImport } from './preview-import.ts'
export { routes } from './routes.ts'
export { runImport } from './run-import.ts'
export { storeFile } from './source-file.ts'
export { undoImport } from './undo-import.ts'

export const reactions: Reaction[] = []
export const repeating: Repeating[] = []

const refOf = (payload: Record<string, unknown>) => ({
  regionId: Number(payload['regionId']),
  id: String(payload['importId'])
})

/** Registers the work behind the two verbs that take long. */
export async function prepare(): Promise<void> {
  work({
    kind: 'imports.run',
    mode: 'outside',
    run: async (call, payload) => void (await runImport(call.app, refOf(payload)))
  })
  work({
    kind: 'imports.undo',
    mode: 'outside',
    run: async (call, payload) => void (await undoImport(call.app, refOf(payload)))
  })
}
