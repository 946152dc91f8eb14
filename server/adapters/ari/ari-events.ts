import type { App } from '#platform/app-type'
import { announcedOnExchange, callbackFromExchange, digitsFromExchange, findPicture, legGone, legOnExchange, legPickedUp, type LegRow, picturesOn } from '#capabilities/voice'
import { rulebook } from '#server/rulebook'
import { type Ari, type AriChannel, type AriEvent, unlessGone } from './ari-client.ts'
import { ARI, followOn } from './ari-legs.ts'
import { type AriMenu, toldOf } from './ari-menu.ts'
import { fetchMissedTapes, fetchTapes, startTape, startTapes } from './ari-recordings.ts'
import { bridgeOf, callIdOf, channelOf, isSnoop, legIdOf } from './channel-names.ts'

/** Channels that were picked up, so that a hang-up can be told from a telephone nobody reached. Read again after a restart. */
type Up = Set<string>

/** What Asterisk tells us becomes what the calls know; and after a time without a line, what it would have told. */
export function ariEvents(ari: Ari, app: App, menu: AriMenu) {
  const up: Up = new Set()

  async function take(event: AriEvent): Promise<void> {
    const { channel } = event
    switch (event.type) {
      case 'StasisStart':
        return channel && entered(channel, event.args ?? [])
      case 'ChannelDtmfReceived':
        return channel && event.digit ? pressed(channel, event.digit) : undefined
      case 'ChannelDestroyed':
      case 'StasisEnd':
        return channel && gone(channel)
      case 'PlaybackFinished':
        return event.playback ? played(event.playback) : undefined
      case 'RecordingFinished':
      case 'RecordingFailed':
        return event.recording && fetchTapes(ari, app, event.recording.name)
      default:
        return undefined
    }
  }

  async function entered(channel: AriChannel, args: string[]): Promise<void> {
    if (args[0] === 'tape') return void (await startTape(ari, channel.id))
    if (args[0] === 'spy') return void (await unlessGone(ari.act('POST', `/bridges/${args[1]}/addChannel`, { channel: channel.id }), [400]))
    if (args[0] !== 'leg') return menu.arrive(channel, args)
    const leg = await legOf(channel.id)
    // Its call went on without it while it rang.
    if (!leg || leg.state === 'ended') return void (await unlessGone(ari.act('DELETE', `/channels/${channel.id}`)))
    up.add(channel.id)
    await legPickedUp(app, ARI, leg)
    await bringInLine(leg)
    await tape(leg)
  }

  async function tape(leg: LegRow): Promise<void> {
    const picture = await findPicture(app, leg.region_id, leg.call_id)
    const agent = picture?.legs.find((one) => one.party === 'agent' && one.state === 'connected')
    if (agent && up.has(channelOf(agent))) await startTapes(ari, app, agent)
  }

  async function bringInLine(leg: LegRow): Promise<void> {
    const picture = await findPicture(app, leg.region_id, leg.call_id)
    if (picture) await followOn(ari, app, picture, picture.legs.filter((one) => one.driver === ARI))
  }

  async function pressed(channel: AriChannel, digit: string): Promise<void> {
    if (menu.isWalking(channel.id)) return menu.press(channel.id, digit)
    const leg = await legOf(channel.id)
    if (!leg || leg.state === 'ended' || leg.party !== 'customer') return
    if (digit === '*' && (await callbackFromExchange(app, ARI, leg, channel.caller.number))) return menu.sayGoodbye(channel.id, ['sound:shouwen/callback-kept'])
    await digitsFromExchange(app, ARI, leg, digit)
  }

  async function gone(channel: AriChannel): Promise<void> {
    menu.gone(channel.id)
    const wasUp = up.delete(channel.id)
    if (isSnoop(channel.id)) return
    const leg = await legOf(channel.id)
    if (leg && leg.state !== 'ended') await legGone(app, ARI, leg, { wasUp })
  }

  async function played({ id, state }: { id: string; state: string }): Promise<void> {
    await menu.played(id)
    const channelId = id.startsWith('told-') ? id.slice(5) : id.startsWith('place-') ? id.slice(6) : null
    const leg = channelId && (await legOf(channelId))
    if (!leg || leg.state === 'ended') return
    if (id === toldOf(channelId) && state === 'done') {
      await announcedOnExchange(app, ARI, leg, rulebook().voice.announcement.version)
      await tape(leg)
    }
    // A sound stops the music: it begins again for whoever still waits.
    await bringInLine(leg)
  }

  async function legOf(channelId: string): Promise<LegRow | null> {
    const id = legIdOf(channelId)
    return legOnExchange(app, ARI, id ? { id } : { outside: channelId })
  }

  /** After the line was opened: what is there, what is gone, what we do not know. Running calls were never touched. */
  async function readAgain(): Promise<void> {
    const channels = await ari.get<AriChannel[]>('/channels')
    const there = new Map(channels.map((channel) => [channel.id, channel]))
    const { channel_ids: ours } = await ari.get<{ channel_ids: string[] }>(`/applications/${ari.config.app}`)
    up.clear()
    for (const { id, state } of channels) if (state === 'Up') up.add(id)
    const pictures = await picturesOn(app, ARI)
    const known = new Set<string>()
    for (const picture of pictures) {
      for (const leg of picture.legs.filter((one) => one.driver === ARI && one.state !== 'ended')) {
        known.add(channelOf(leg))
        const isLost = !there.has(channelOf(leg)) && (leg.outside !== null || Date.now() - leg.began_at.getTime() > DIALLED_MS)
        if (isLost) await legGone(app, ARI, leg, { wasUp: true })
      }
      await bringInLine(picture.legs[0] as LegRow)
    }
    for (const id of ours) {
      const channel = there.get(id)
      if (!channel || known.has(id) || isSnoop(id)) continue
      if (legIdOf(id)) await unlessGone(ari.act('DELETE', `/channels/${id}`))
      else if (!menu.isWalking(id)) await menu.resume(channel)
    }
    await dropBridges(new Set(pictures.map(({ row }) => bridgeOf(row.id))))
    await fetchMissedTapes(ari, app)
  }

  async function dropBridges(wanted: ReadonlySet<string>): Promise<void> {
    for (const { id } of await ari.get<{ id: string }[]>('/bridges')) if (callIdOf(id) && !wanted.has(id)) await unlessGone(ari.act('DELETE', `/bridges/${id}`))
  }

  return { take, readAgain }
}

/** A telephone that was just dialled may not stand in the list yet. */
const DIALLED_MS = 5_000
