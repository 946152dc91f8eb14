import type { KyselyPlugin } from 'kysely'
import type { Tx } from '#platform/database'
import { record } from '#platform/events'
import type { TestApp } from '#platform/testing/test-app'
import { applyToClocks, type ClockInput } from '../apply-to-clocks.ts'
import type { ClockSubject } from '../start-clocks.ts'

export type TestCase = ReturnType<typeof openCase>
type Proof = { kind: string; payload: Record<string, unknown> }

/** Something promises are made about, told what happens to it as a capability of the work would: recorded event and clocks in one transaction. */
export function openCase(t: TestApp, facts: ClockInput['facts'], given: Partial<ClockSubject> = {}) {
  const subject: ClockSubject = { kind: 'ticket', id: t.app.newId(), regionId: 1, unitId: t.app.newId(), ownerId: t.app.newId(), customerId: t.app.newId(), ...given }
  const input = (event: string, reason?: string, at?: string): ClockInput => ({ event, at: at ? new Date(at) : t.clock.now(), subject, facts, reason })
  return {
    id: subject.id,
    subject,
    input,
    tell: (event: string, reason?: string, at?: string) =>
      t.asSystem(async (call) => {
        const told = input(event, reason, at)
        await record(call, { name: event, regionId: subject.regionId, subjectKind: subject.kind, subjectId: subject.id, data: reason ? { reason } : {}, occurredAt: told.at })
        return applyToClocks(call, told)
      }),
    /** A part of it: the task of a ticket. */
    part: (kind: string) => openCase(t, facts, { kind, id: t.app.newId(), partOf: { kind: subject.kind, id: subject.id } }),
    proofs: async () =>
      (await t.db.selectFrom('platform.evidence').select(['kind', 'payload']).where('subject_id', '=', subject.id).orderBy('seq').execute()) as Proof[],
    events: async (like: string) => {
      const rows = await t.db.selectFrom('platform.event').select('name').where('subject_id', '=', subject.id).where('name', 'like', like).orderBy('seq').execute()
      return rows.map(({ name }) => name)
    },
    /** The same transaction, noting the beginning of each statement (its kind for those not written as SQL). */
    listening: (tx: Tx) => {
      const texts: string[] = []
      const noting: KyselyPlugin = {
        transformQuery: ({ node }) => {
          texts.push(node.kind === 'RawNode' ? (node.sqlFragments[0] ?? '') : node.kind)
          return node
        },
        transformResult: async ({ result }) => result
      }
      return { tx: tx.withPlugin(noting), texts }
    }
  }
}
