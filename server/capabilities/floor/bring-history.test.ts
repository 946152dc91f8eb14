import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bringFloorHistory } from './bring-history.ts'
import { type FloorDesk, startFloorDesk, type Worker } from './testing/floor-desk.ts'

let d: FloorDesk
let wang: Worker
beforeEach(async () => {
  d = await startFloorDesk()
  wang = await d.person()
  await d.queue('hn-calls', [wang])
})
afterEach(() => d.t.stop())

const tallies = async (regionId: number) =>
  (await d.t.db.selectFrom('floor.tally').selectAll().where('region_id', '=', regionId).orderBy('slot').orderBy('queue_code').orderBy('figure').orderBy('within_seconds').execute())
    .filter((row) => Number(row.n) > 0)
    .map(({ slot, queue_code, channel, figure, within_seconds, n }) => [slot.toISOString(), queue_code, channel, figure, within_seconds, Number(n)])

describe('The past of a floor brought in', () => {
  test('counts to the figure as the same contacts counted live', async () => {
    await d.online(wang)
    d.t.clock.advance(40_000)
    const first = await d.arrive()
    await d.dispatch()
    d.t.clock.advance(8_000)
    await d.accept(wang, first)
    const second = await d.arrive()
    d.t.clock.advance(1_000_000)
    await d.giveUp(second)
    await d.release(wang, first)
    d.t.clock.advance(20_000)
    await d.online(wang, 'signed-out')
    await d.dispatch()
    await d.tend()
    const live = await tallies(1)
    const passages = await d.t.db.selectFrom('floor.passage').selectAll().where('region_id', '=', 1).execute()
    const intervals = await d.t.db.selectFrom('floor.interval').selectAll().where('region_id', '=', 1).execute()
    await bringFloorHistory(d.t.db, 2, {
      passages: passages.map((row) => ({
        kind: row.kind as 'call',
        contactId: row.contact_id,
        channel: row.channel,
        queueCode: row.queue_code,
        viaQueue: row.via_queue,
        ruleId: row.rule_id,
        enteredAt: row.entered_at,
        answeredAt: row.answered_at,
        endedAt: row.ended_at,
        staffId: row.staff_id
      })),
      intervals: intervals.map((row) => ({ staffId: row.staff_id, unitId: d.units.team, state: row.state, startedAt: row.started_at, endedAt: row.ended_at as Date })),
      decisions: []
    })
    expect(live.length).toBeGreaterThan(10)
    expect(await tallies(2)).toEqual(live)
  })
})
