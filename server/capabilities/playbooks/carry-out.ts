import type { PlaybookStep } from '@shouwen/kernels/playbook/index'
import { announce, endNotice } from '#capabilities/menus'
import { type CapacityChange, lowerCapacity, raiseCapacity } from '#capabilities/floor'
import type { Call } from '#platform/action'
import { askPeople, withdrawCallIns } from './ask-people.ts'
import { surgeRules } from './books.ts'
import { bringBack, movePeople } from './move-people.ts'
import type { Help } from './pool-people.ts'

export type PassedOver = { staffId: string; freedom: 'signed-out' | 'absent' | 'busy' | 'lent' | 'not-of-pool' | 'too-many' }

/** What carrying a step out came to; `detail` is what taking it back needs. */
export type Done = { people: number; nobodyFree: boolean; moved: readonly string[]; passedOver: readonly PassedOver[]; detail: Record<string, unknown> }

const nothing: Done = { people: 0, nobodyFree: false, moved: [], passedOver: [], detail: {} }

/** Does what a step says, on the floor. What a person does by hand is only noted. */
export async function carryOut(call: Call, deedId: string, step: PlaybookStep, help: Help, note: string, staffIds?: readonly string[]): Promise<Done> {
  const { act } = step
  switch (act.kind) {
    case 'move-people':
      return movePeople(call, deedId, act, help, note, staffIds)
    case 'change-shifts':
      return askPeople(call, deedId, 'longer', help, staffIds)
    case 'order-overtime':
      return askPeople(call, deedId, 'overtime', help, staffIds)
    case 'announce': {
      const endsAt = new Date(call.now.getTime() + surgeRules().announce_hours * 3_600_000).toISOString()
      const { id } = await announce(call, { regionId: help.regionId, ...act.words, endsAt })
      return { ...nothing, detail: { noticeId: id } }
    }
    case 'raise-capacity': {
      const changes = await raiseCapacity(call, help.regionId, act.by)
      return { ...nothing, people: changes.length, nobodyFree: changes.length === 0, detail: { changes } }
    }
    case 'offer-callback':
    case 'inform':
      return nothing
  }
}

/** Takes a step back; answers who was given back. */
export async function takeBack(call: Call, regionId: number, deed: { id: string; detail: unknown }, note: string): Promise<string[]> {
  const { noticeId, changes } = deed.detail as { noticeId?: string; changes?: CapacityChange[] }
  if (noticeId) await endNotice(call, { regionId, noticeId })
  if (changes) await lowerCapacity(call, regionId, changes)
  await withdrawCallIns(call, regionId, deed.id)
  return bringBack(call, regionId, deed.id, note)
}
