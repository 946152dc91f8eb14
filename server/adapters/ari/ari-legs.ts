import type { App } from '#platform/app-type'
import { staffNames } from '#capabilities/people'
import { callbackNumberOf, type CallPicture, type LegDriver, type LegRow } from '#capabilities/voice'
import { type Ari, ariClient, unlessGone } from './ari-client.ts'
import { followRecordings } from './ari-recordings.ts'
import { bridgeOf, channelOf, snoopOf, spyBridgeOf } from './channel-names.ts'
import { exchangePlan } from './exchange-plan.ts'

export const ARI = 'ari'

/**
 * Legs on an Asterisk: the picture is made so there by bridges, music and snoops. Every step may be done twice and may find its channel gone, so
 * that two processes, or one after a restart, can show the same picture.
 */
export function ariLegs(config: Parameters<typeof ariClient>[0]): LegDriver {
  const ari = ariClient(config)
  return {
    name: ARI,
    hasTrunk: () => config.trunk !== undefined,
    follow: (app, picture, mine) => followOn(ari, app, picture, mine)
  }
}

export async function followOn(ari: Ari, app: App, picture: CallPicture, mine: readonly LegRow[]): Promise<void> {
  for (const leg of mine.filter((one) => one.state === 'ended')) await letGo(ari, leg)
  if (picture.row.state === 'ended') {
    await unlessGone(ari.act('DELETE', `/bridges/${bridgeOf(picture.row.id)}`))
    await followRecordings(ari, app, picture)
    return
  }
  for (const leg of mine.filter((one) => one.state !== 'ended' && one.outside === null)) await dial(ari, app, picture, leg)
  await bringTogether(ari, picture, mine)
  await followRecordings(ari, app, picture)
}

async function letGo(ari: Ari, leg: LegRow): Promise<void> {
  // Whoever asked to be called back is told so first; their channel is let go when that was said.
  if (leg.party === 'customer' && leg.end_reason === 'callback') return
  await unlessGone(ari.act('DELETE', `/channels/${channelOf(leg)}`, { reason_code: 16 }))
  if (leg.party !== 'supervisor') return
  for (const whispers of [true, false]) await unlessGone(ari.act('DELETE', `/channels/${snoopOf(leg.id, whispers)}`))
  await unlessGone(ari.act('DELETE', `/bridges/${spyBridgeOf(leg.id)}`))
}

/** Rings a telephone of ours by job number, or a customer by the trunk. A channel of that name that is there already is left alone. */
async function dial(ari: Ari, app: App, { row }: CallPicture, leg: LegRow): Promise<void> {
  const { phones, trunk, app: application } = ari.config
  const number = leg.party === 'customer' ? await callbackNumberOf(app, row) : null
  const job = leg.staff_id ? (await staffNames(app.db, [leg.staff_id])).get(leg.staff_id)?.jobNumber : undefined
  const endpoint = number ? trunk?.replace('{number}', number) : job ? phones.replace('{job}', job) : undefined
  if (!endpoint) return
  await unlessGone(
    ari.act('POST', '/channels', { channelId: channelOf(leg) }, {
      endpoint,
      app: application,
      appArgs: 'leg',
      timeout: leg.state === 'ringing' ? 30 : 20,
      // Who pressed answer in the softphone need not lift the receiver too, where the telephone can do that.
      ...(leg.party === 'customer' ? {} : { variables: { 'PJSIP_HEADER(add,Call-Info)': '<sip:shouwen>;answer-after=0', SHOUWEN_CALL: row.id } })
    })
  )
}

/** Bridges answer 400 for a channel that is gone. */
const GONE_FROM_BRIDGE = [400]

type Bridge = { id: string; channels: string[] }

async function bringTogether(ari: Ari, { row, model, legs }: CallPicture, mine: readonly LegRow[]): Promise<void> {
  const plan = exchangePlan(model)
  const own = new Map(mine.map((leg) => [leg.id, channelOf(leg)]))
  const channels = (ids: readonly string[]) => ids.flatMap((id) => own.get(id) ?? [])
  const bridge = bridgeOf(row.id)
  const wanted = channels(plan.together)
  const there = await bridgeMembers(ari, bridge)
  if (wanted.length > 0 && there === null) await ari.act('POST', `/bridges/${bridge}`, { type: 'mixing', name: `call ${row.id}` })
  for (const channel of (there ?? []).filter((one) => !wanted.includes(one))) await unlessGone(ari.act('POST', `/bridges/${bridge}/removeChannel`, { channel }), GONE_FROM_BRIDGE)
  const music = new Set(channels(plan.music))
  for (const leg of legs.filter((one) => one.party === 'customer' && one.state === 'connected')) {
    const channel = own.get(leg.id)
    if (channel && !music.has(channel)) await unlessGone(ari.act('DELETE', `/channels/${channel}/moh`))
  }
  // One at a time: a telephone that still rings is not in our application yet and must not keep the others out.
  for (const channel of wanted.filter((one) => !there?.includes(one))) await unlessGone(ari.act('POST', `/bridges/${bridge}/addChannel`, { channel }), GONE_FROM_BRIDGE)
  for (const channel of music) await unlessGone(ari.act('POST', `/channels/${channel}/moh`))
  for (const spy of plan.spies) await spyOn(ari, spy, own)
}

/** A supervisor hears the agent's channel by a snoop in a room of their own; another way to take part is another snoop. */
async function spyOn(ari: Ari, { leg, on, whispers }: { leg: string; on: string; whispers: boolean }, own: ReadonlyMap<string, string>): Promise<void> {
  const [supervisor, agent] = [own.get(leg), own.get(on)]
  if (!supervisor || !agent) return
  const room = spyBridgeOf(leg)
  const there = await bridgeMembers(ari, room)
  if (there === null) await ari.act('POST', `/bridges/${room}`, { type: 'mixing', name: `monitor ${leg}` })
  const snoop = snoopOf(leg, whispers)
  await unlessGone(ari.act('DELETE', `/channels/${snoopOf(leg, !whispers)}`))
  if (!there?.includes(snoop)) await unlessGone(ari.act('POST', `/channels/${agent}/snoop/${snoop}`, { app: ari.config.app, appArgs: `spy,${room}`, spy: 'both', whisper: whispers ? 'out' : 'none' }))
  if (!there?.includes(supervisor)) await unlessGone(ari.act('POST', `/bridges/${room}/addChannel`, { channel: supervisor }), GONE_FROM_BRIDGE)
}

async function bridgeMembers(ari: Ari, id: string): Promise<string[] | null> {
  try {
    return (await ari.get<Bridge>(`/bridges/${id}`)).channels
  } catch (error) {
    if (error instanceof Error && 'status' in error && error.status === 404) return null
    throw error
  }
}
