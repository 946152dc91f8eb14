import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from './action.ts'
import type { RecordedEvent } from './events.ts'
import { audienceOf, hears, hearsAtOnce } from './live-audience.ts'

const staff = (id: string, verbs: string[], regionId = 1): Actor => ({
  kind: 'staff',
  id,
  regionId,
  unitId: 'unit',
  jobNumber: id,
  grants: verbs.map((verb) => ({ verb, scope: 'unit' as const, regionId, unitIds: ['unit'] })),
  sees: [],
  sessionId: null,
  tokenScopes: null
})
const event = (name: string, data: Record<string, unknown> = {}, more: Partial<RecordedEvent> = {}): RecordedEvent => ({
  xid: '1',
  seq: 1,
  name,
  regionId: 1,
  subjectKind: 'contact',
  subjectId: 'c',
  actorKind: 'system',
  actorId: null,
  data,
  occurredAt: new Date(0),
  ...more
})

test('an offer is heard at once by whom it is for and by who watches the floor, by the others gathered', () => {
  const offer = event('contact.offered', { staffId: 'li' })
  expect(hearsAtOnce(staff('li', ['contact.answer']), offer)).toBe(true)
  expect(hearsAtOnce(staff('boss', ['floor.*']), offer)).toBe(true)
  expect(hearsAtOnce(staff('wang', ['contact.answer']), offer)).toBe(false)
  expect(hears(staff('wang', ['contact.answer']), offer)).toBe(true)
  expect(hears(staff('far', ['contact.answer'], 2), offer)).toBe(false)
})

test('who lost a contact, who acted and whose state changed are named too', () => {
  expect(hearsAtOnce(staff('li', []), event('contact.returned', { staffId: null, fromId: 'li' }))).toBe(true)
  expect(hearsAtOnce(staff('li', []), event('contact.accepted', { staffId: 'wang' }, { actorId: 'li' }))).toBe(true)
  expect(hearsAtOnce(staff('li', []), event('presence.changed', {}, { subjectKind: 'staff', subjectId: 'li' }))).toBe(true)
})

test('what is said of tickets everybody hears at once; customers never wait for what is theirs', () => {
  expect(hearsAtOnce(staff('li', []), event('ticket.resolved'))).toBe(true)
  expect(hearsAtOnce({ kind: 'customer', id: 'c1', regionId: 1, sessionId: 's' }, event('contact.accepted', { customerId: 'c1' }))).toBe(true)
})

test('those of one audience hear the same of whatever names none of them', () => {
  const someone = fc.record({ verbs: fc.subarray(['floor.*', 'ticket.read', 'contact.answer']), regionId: fc.constantFrom(1, 2) })
  fc.assert(
    fc.property(someone, someone, fc.constantFrom('contact.queued', 'presence.changed', 'ticket.opened'), fc.constantFrom(0, 1, 2), (a, b, name, regionId) => {
      const [one, other] = [staff('a', a.verbs, a.regionId), staff('b', b.verbs, b.regionId)]
      fc.pre(audienceOf(one) === audienceOf(other))
      const happened = event(name, { staffId: 'somebody' }, { regionId })
      expect(hears(one, happened)).toBe(hears(other, happened))
      expect(hearsAtOnce(one, happened)).toBe(hearsAtOnce(other, happened))
    })
  )
})
