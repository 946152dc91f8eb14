import { beginMenu, SILENCE, stepMenu, type Walked, walkPath } from '@shouwen/kernels/menu/index'
import { type Call, callOf } from '#platform/action'
import type { App } from '#platform/app-type'
import { Refusal } from '#platform/refusal'
import { matchCustomer } from '#capabilities/customers'
import { type Ground, groundFor, menuPlace, noticesNow, type Walker } from '#capabilities/menus'
import { callFromExchange } from '#capabilities/voice'
import { rulebook } from '#server/rulebook'
import { type Ari, type AriChannel, unlessGone } from './ari-client.ts'
import { ARI } from './ari-legs.ts'
import { languageOf, sound, soundsOf } from './ari-sounds.ts'

/** Keys gone through so far, kept with the channel on the exchange itself: our process may die in the middle of a walk. */
const PATH = 'SHOUWEN_PATH'
/** Set when nobody was there and the caller may leave the number they call from. */
const CLOSED = 'SHOUWEN_CLOSED'

type Walk = { walker: Walker; ground: Ground; channel: AriChannel; path: string; walked: Walked; playing: string | null; silence: ReturnType<typeof setTimeout> | null; isClosed: boolean; queue: Promise<void> }

/** The playback of the announcement about recording. */
export const toldOf = (channelId: string): string => `told-${channelId}`

export type AriMenu = ReturnType<typeof ariMenu>

/** The menu for callers from outside: sounds by name, keys, and a person at the end. One per connection; nothing of it must outlive it. */
export function ariMenu(ari: Ari, app: App) {
  const walks = new Map<string, Walk>()

  /** A caller came in by the dialplan, which names the region: `Stasis(shouwen,HN)`. They hear the menu; what is recorded is said while they wait. */
  async function arrive(channel: AriChannel, args: readonly string[]): Promise<void> {
    // Its beginning was told twice: by the event, and by the list when the line was opened.
    if (walks.has(channel.id)) return
    const code = args[0]
    if (!(await unlessGone(ari.act('POST', `/channels/${channel.id}/answer`)))) return
    const walker = await walkerOf(app, channel, code)
    if (!walker) return hangUp(channel.id)
    const walk = await begin(channel, walker, '')
    await say(walk, soundsOf(walk.walked.says, await noticesOf(app, walker)))
    await follow(walk)
  }

  /** A caller we lost sight of while we were away: the walk goes on where the channel says it stood, and is said again. */
  async function resume(channel: AriChannel): Promise<void> {
    const variable = async (name: string) => (await ari.get<{ value: string }>(`/channels/${channel.id}/variable`, { variable: name }).catch(() => null))?.value ?? ''
    if (!(await unlessGone(ari.act('POST', `/channels/${channel.id}/answer`)))) return
    const path = await variable(PATH)
    const walker = await walkerOf(app, channel, channel.dialplan?.app_data?.split(',')[1])
    if (!walker) return hangUp(channel.id)
    const walk = await begin(channel, walker, path)
    walk.isClosed = (await variable(CLOSED)) !== ''
    if (walk.isClosed) return say(walk, [sound('nobody'), sound('callback-offer-key')])
    await say(walk, soundsOf(walk.walked.says, await noticesOf(app, walker)))
    await follow(walk)
  }

  async function begin(channel: AriChannel, walker: Walker, path: string): Promise<Walk> {
    const ground = await groundFor(systemCall(app), walker)
    const walked = path === '' ? beginMenu(ground) : walkPath(ground, path)
    const walk: Walk = { walker, ground, channel, path, walked, playing: null, silence: null, isClosed: false, queue: Promise.resolve() }
    walks.set(channel.id, walk)
    await speakLanguage(walk)
    return walk
  }

  const speakLanguage = ({ channel, walked }: Walk) => setVariable(channel.id, 'CHANNEL(language)', languageOf(walked.state.language))
  const setVariable = (channelId: string, variable: string, value: string) => unlessGone(ari.act('POST', `/channels/${channelId}/variable`, { variable, value }))
  const hangUp = async (channelId: string): Promise<void> => void (await unlessGone(ari.act('DELETE', `/channels/${channelId}`, { reason_code: 16 })))

  /** Says these one after another; what was being said stops. */
  async function say(walk: Walk, media: readonly string[]): Promise<void> {
    await hush(walk)
    if (media.length === 0) return awaitKey(walk)
    walk.playing = `menu-${app.newId()}`
    const isSaid = await unlessGone(ari.act('POST', `/channels/${walk.channel.id}/play/${walk.playing}`, { media: media.join(',') }))
    if (!isSaid) walks.delete(walk.channel.id)
  }

  async function hush(walk: Walk): Promise<void> {
    if (walk.silence) clearTimeout(walk.silence)
    walk.silence = null
    const { playing } = walk
    walk.playing = null
    if (playing) await unlessGone(ari.act('DELETE', `/playbacks/${playing}`))
  }

  /** Everything was said: from here on the caller may be silent for so long. */
  function awaitKey(walk: Walk): void {
    walk.silence = setTimeout(() => void press(walk.channel.id, SILENCE), rulebook().menu.patience.wait_seconds * 1000)
  }

  /** Keys are taken one after another, however fast they are pressed. */
  function press(channelId: string, key: string): Promise<void> {
    const walk = walks.get(channelId)
    if (!walk) return Promise.resolve()
    walk.queue = walk.queue.then(() => take(walk, key)).catch((error: unknown) => app.log.warn({ err: error, channel: channelId }, 'a step of the menu failed'))
    return walk.queue
  }

  async function take(walk: Walk, key: string): Promise<void> {
    if (!walks.has(walk.channel.id)) return
    if (walk.isClosed) return leaveOrGo(walk, key)
    const before = walk.walked.state.language
    walk.walked = stepMenu(walk.ground, walk.walked.state, key === SILENCE ? 'silence' : { key })
    walk.path += key
    await setVariable(walk.channel.id, PATH, walk.path)
    if (walk.walked.state.language !== before) await speakLanguage(walk)
    const { answer, says } = walk.walked
    await say(walk, [...(answer ? [sound(`answer-${answer}`)] : []), ...soundsOf(says, await noticesOf(app, walk.walker))])
    await follow(walk)
  }

  /** A person is wanted: the contact begins, and the caller waits with music; or nobody is there, and it is said. */
  async function follow(walk: Walk): Promise<void> {
    if (!walk.walked.state.person) return
    try {
      await toPerson(walk)
      walks.delete(walk.channel.id)
      await unlessGone(ari.act('POST', `/channels/${walk.channel.id}/play/${toldOf(walk.channel.id)}`, { media: sound('announcement') }))
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'queue-closed') throw error
      walk.isClosed = true
      await setVariable(walk.channel.id, CLOSED, '1')
      await say(walk, [sound('nobody'), sound('callback-offer-key')])
    }
  }

  /** Nobody is there: the star leaves the number they call from, anything else ends it. */
  async function leaveOrGo(walk: Walk, key: string): Promise<void> {
    const { number } = walk.channel.caller
    const isKept = key === '*' && /^\+?\d{6,15}$/.test(number)
    if (isKept) await toPerson(walk, number)
    walks.delete(walk.channel.id)
    await hush(walk)
    await sayGoodbye(walk.channel.id, [sound(isKept ? 'callback-kept' : 'goodbye')])
  }

  async function toPerson({ walker, channel, path }: Walk, callbackNumber?: string): Promise<void> {
    const place = await menuPlace(systemCall(app), walker, path)
    await callFromExchange(app, {
      driver: ARI,
      outside: channel.id,
      regionId: walker.regionId as number,
      // The line shows a number; it proves nothing.
      customerId: null,
      claimedNumber: channel.caller.number || null,
      language: place.language,
      kind: place.kind,
      category: place.category,
      queueCode: place.queueCode,
      // They are told while they wait, and nothing is recorded before they have heard it to its end.
      announcedVersion: null,
      menu: { path, because: place.because },
      ...(callbackNumber ? { callbackNumber } : {})
    })
  }

  /** Says something last and hangs up when it was said. */
  async function sayGoodbye(channelId: string, media: readonly string[]): Promise<void> {
    await unlessGone(ari.act('DELETE', `/channels/${channelId}/moh`))
    const isSaid = await unlessGone(ari.act('POST', `/channels/${channelId}/play/bye-${channelId}`, { media: media.join(',') }))
    if (!isSaid) await hangUp(channelId)
  }

  return {
    arrive,
    resume,
    press,
    sayGoodbye,
    isWalking: (channelId: string) => walks.has(channelId),
    /** A sound ended: the menu's own begins the wait for a key; a goodbye ends the call. */
    async played(playbackId: string): Promise<void> {
      if (playbackId.startsWith('bye-')) return hangUp(playbackId.slice(4))
      const walk = [...walks.values()].find(({ playing }) => playing === playbackId)
      if (!walk) return
      walk.playing = null
      awaitKey(walk)
    },
    gone(channelId: string): void {
      const walk = walks.get(channelId)
      if (walk?.silence) clearTimeout(walk.silence)
      walks.delete(channelId)
    },
    close(): void {
      for (const walk of walks.values()) if (walk.silence) clearTimeout(walk.silence)
      walks.clear()
    }
  }
}

const systemCall = (app: App): Call => ({ ...callOf(app, app.db, { kind: 'system', name: 'voice.ari' }) })

/** Who calls: the region by the dialplan, the customer's record by the number shown, for age and language only. */
async function walkerOf(app: App, { caller }: AriChannel, code: string | undefined): Promise<Walker | null> {
  const regions = await app.db.selectFrom('platform.region').select(['id', 'code']).execute()
  const known = caller.number ? await matchCustomer(app.db, { phone: caller.number }) : null
  const regionId = regions.find((region) => region.code === code)?.id ?? known?.regionId ?? (regions.length === 1 ? regions[0]?.id : undefined)
  return regionId === undefined ? null : { channel: 'phone', regionId, customerId: known?.regionId === regionId ? known.id : null, signedIn: false }
}

const noticesOf = async (app: App, { regionId }: Walker) => (regionId === null ? [] : noticesNow(systemCall(app), regionId))
