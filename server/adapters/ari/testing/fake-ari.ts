import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { acceptSocket, type Socket } from './web-socket-server.ts'
import { wavOf } from './wav-of.ts'

export type FakeChannel = {
  id: string
  name: string
  state: 'Down' | 'Ring' | 'Ringing' | 'Up'
  caller: { name: string; number: string }
  connected: { name: string; number: string }
  language: string
  endpoint: string
  inApp: boolean
  args: string[]
  variables: Record<string, string>
  music: boolean
  snoopOf: string | null
  playing: string | null
}
type Answer = { status: number; body?: unknown; bytes?: Uint8Array }
type Given = { method: string; path: string; query: URLSearchParams; body: Record<string, unknown> }

const refused = (status: number, message: string): Answer => ({ status, body: { message } })
const done: Answer = { status: 204 }

/**
 * An Asterisk as its REST interface shows it (ARI of Asterisk 22): states, answers and the order of events are those of the real one, sound there is
 * none. Tests take the part of telephones: `call`, `pickUp`, `press`, `hangUp`, `finish` (a sound has been played to its end).
 */
export async function startFakeAri({ user = 'shouwen', password = 'secret', app = 'shouwen' } = {}) {
  const channels = new Map<string, FakeChannel>()
  const bridges = new Map<string, { id: string; name: string; channels: string[] }>()
  const tapes = new Map<string, { name: string; channel: string; isMuted: boolean }>()
  const stored = new Map<string, Uint8Array>()
  const playbacks = new Map<string, { id: string; channel: string; media: string[] }>()
  const requests: string[] = []
  let socket: Socket | null = null
  /** Callers whom `Stasis` could not take because nobody listens: the dialplan of docs/operate/telephony.md tries again. */
  const trying: [FakeChannel, string[]][] = []
  let calls = 0

  const tell = (type: string, more: Record<string, unknown>) => socket?.send(JSON.stringify({ type, timestamp: new Date().toISOString().replace('Z', '+0000'), ...more, asterisk_id: '00:00:00:00:00:01', application: app }))
  const shown = ({ id, name, state, caller, connected, language, args }: FakeChannel) => ({ id, name, state, protocol_id: '', caller, connected, accountcode: '', dialplan: { context: 'from-trunk', exten: '10000', priority: 2, app_name: 'Stasis', app_data: [app, ...args].join(',') }, creationtime: '2026-11-24T10:00:00.000+0800', language })
  const playbackOf = (id: string, state: string) => {
    const one = playbacks.get(id)
    return { id, media_uri: one?.media.at(-1) ?? '', target_uri: `channel:${one?.channel ?? ''}`, language: 'en', state }
  }
  const recordingOf = (name: string, state: string) => ({ name, format: 'wav', state, target_uri: `channel:${tapes.get(name)?.channel ?? ''}` })

  function newChannel(id: string, endpoint: string, number: string, more: Partial<FakeChannel> = {}): FakeChannel {
    calls += 1
    const made: FakeChannel = { id, name: `${endpoint}-${String(calls).padStart(8, '0')}`, state: 'Down', caller: { name: '', number }, connected: { name: '', number: '' }, language: 'en', endpoint, inApp: false, args: [], variables: {}, music: false, snoopOf: null, playing: null, ...more }
    channels.set(id, made)
    return made
  }

  function enterApp(channel: FakeChannel, args: string[]): void {
    channel.args = args
    channel.inApp = true
    tell('StasisStart', { args, channel: shown(channel) })
  }

  function destroy(channel: FakeChannel, cause: number): void {
    if (!channels.delete(channel.id)) return
    if (channel.playing) endPlayback(channel.playing, 'done')
    for (const [name, tape] of tapes) if (tape.channel === channel.id) stopTape(name)
    for (const bridge of bridges.values()) leaveBridge(bridge, channel)
    for (const snoop of [...channels.values()].filter((one) => one.snoopOf === channel.id)) destroy(snoop, 16)
    if (channel.inApp) tell('StasisEnd', { channel: shown(channel) })
    tell('ChannelDestroyed', { cause, cause_txt: cause === 16 ? 'Normal Clearing' : 'User busy', tech_cause: 0, channel: shown(channel) })
  }

  function leaveBridge(bridge: { id: string; channels: string[] }, channel: FakeChannel): void {
    if (!bridge.channels.includes(channel.id)) return
    bridge.channels = bridge.channels.filter((id) => id !== channel.id)
    tell('ChannelLeftBridge', { bridge, channel: shown(channel) })
  }

  function endPlayback(id: string, state: 'done' | 'failed'): void {
    const one = playbacks.get(id)
    if (!one) return
    tell('PlaybackFinished', { playback: playbackOf(id, state) })
    playbacks.delete(id)
    const channel = channels.get(one.channel)
    if (channel?.playing === id) channel.playing = null
  }

  function stopTape(name: string): void {
    if (!tapes.has(name)) return
    tell('RecordingFinished', { recording: { ...recordingOf(name, 'done'), duration: 2 } })
    tapes.delete(name)
  }

  const routes: [method: string, pattern: RegExp, run: (given: Given, ...ids: string[]) => Answer][] = [
    ['GET', /^\/channels$/, () => ({ status: 200, body: [...channels.values()].map(shown) })],
    ['GET', /^\/bridges$/, () => ({ status: 200, body: [...bridges.values()] })],
    ['GET', /^\/applications\/([^/]+)$/, (_, name) => (name === app && socket ? { status: 200, body: { name, channel_ids: [...channels.values()].filter((one) => one.inApp).map(({ id }) => id), bridge_ids: [...bridges.keys()], endpoint_ids: [], device_names: [] } } : refused(404, 'Application not found'))],
    ['POST', /^\/channels$/, originate],
    ['DELETE', /^\/channels\/([^/]+)$/, (_, id) => withChannel(id, (channel) => (destroy(channel, 16), done))],
    ['POST', /^\/channels\/([^/]+)\/answer$/, (_, id) => inApp(id, (channel) => ((channel.state = 'Up'), tell('ChannelStateChange', { channel: shown(channel) }), done))],
    ['POST', /^\/channels\/([^/]+)\/moh$/, (_, id) => inApp(id, (channel) => ((channel.music = true), done))],
    ['DELETE', /^\/channels\/([^/]+)\/moh$/, (_, id) => inApp(id, (channel) => ((channel.music = false), done))],
    ['GET', /^\/channels\/([^/]+)\/variable$/, ({ query }, id) => withChannel(id, ({ variables }) => readVariable(variables[query.get('variable') ?? '']))],
    ['POST', /^\/channels\/([^/]+)\/variable$/, ({ query }, id) => withChannel(id, setVariable(query))],
    ['POST', /^\/channels\/([^/]+)\/play\/([^/]+)$/, play],
    ['DELETE', /^\/playbacks\/([^/]+)$/, (_, id) => (playbacks.has(id ?? '') ? (endPlayback(id ?? '', 'done'), done) : refused(404, 'Playback not found'))],
    ['POST', /^\/channels\/([^/]+)\/snoop\/([^/]+)$/, snoop],
    ['POST', /^\/channels\/([^/]+)\/record$/, record],
    ['POST', /^\/recordings\/live\/([^/]+)\/stop$/, (_, name = '') => (tapes.has(name) ? (stopTape(name), done) : refused(404, 'Recording not found'))],
    ['POST', /^\/recordings\/live\/([^/]+)\/mute$/, (_, name) => mute(name, true)],
    ['DELETE', /^\/recordings\/live\/([^/]+)\/mute$/, (_, name) => mute(name, false)],
    ['GET', /^\/recordings\/stored\/([^/]+)\/file$/, (_, name = '') => (stored.has(name) && !tapes.has(name) ? { status: 200, bytes: stored.get(name) } : refused(404, 'Recording not found'))],
    ['DELETE', /^\/recordings\/stored\/([^/]+)$/, (_, name = '') => (stored.delete(name) ? done : refused(404, 'Recording not found'))],
    ['POST', /^\/bridges\/([^/]+)$/, ({ query }, id = '') => ((bridges.has(id) ? null : bridges.set(id, { id, name: query.get('name') ?? '', channels: [] })), { status: 200, body: bridges.get(id) })],
    ['GET', /^\/bridges\/([^/]+)$/, (_, id = '') => (bridges.has(id) ? { status: 200, body: bridges.get(id) } : refused(404, 'Bridge not found'))],
    ['DELETE', /^\/bridges\/([^/]+)$/, (_, id = '') => (bridges.delete(id) ? done : refused(404, 'Bridge not found'))],
    ['POST', /^\/bridges\/([^/]+)\/(addChannel|removeChannel)$/, join]
  ]

  const withChannel = (id: string | undefined, run: (channel: FakeChannel) => Answer): Answer => {
    const channel = channels.get(id ?? '')
    return channel ? run(channel) : refused(404, 'Channel not found')
  }
  const inApp = (id: string | undefined, run: (channel: FakeChannel) => Answer): Answer => withChannel(id, (channel) => (channel.inApp ? run(channel) : refused(409, 'Channel not in Stasis application')))
  const readVariable = (value: string | undefined): Answer => (value === undefined ? refused(404, 'Provided variable was not found') : { status: 200, body: { value } })
  const setVariable = (query: URLSearchParams) => (channel: FakeChannel) => {
    const [name, value] = [query.get('variable') ?? '', query.get('value') ?? '']
    if (name === 'CHANNEL(language)') channel.language = value
    else channel.variables[name] = value
    return done
  }
  function originate({ query, body }: Given): Answer {
    const id = query.get('channelId') ?? `${Date.now()}.${calls}`
    if (channels.has(id)) return refused(409, 'Channel with given unique ID already exists')
    const channel = newChannel(id, String(body['endpoint']), '', { args: String(body['appArgs'] ?? '').split(','), variables: (body['variables'] ?? {}) as Record<string, string> })
    channel.state = 'Ringing'
    return { status: 200, body: shown(channel) }
  }
  function play({ query }: Given, id?: string, playbackId = ''): Answer {
    return inApp(id, (channel) => {
      if (playbacks.has(playbackId)) return refused(409, 'Playback with given unique ID already exists')
      playbacks.set(playbackId, { id: playbackId, channel: channel.id, media: (query.get('media') ?? '').split(',') })
      channel.playing = playbackId
      // A sound stops the music.
      channel.music = false
      tell('PlaybackStarted', { playback: playbackOf(playbackId, 'playing') })
      return { status: 201, body: playbackOf(playbackId, 'queued') }
    })
  }
  function snoop({ query }: Given, id = '', snoopId = ''): Answer {
    return withChannel(id, (spied) => {
      if (channels.has(snoopId)) return refused(409, 'Channel with given unique ID already exists')
      const channel = newChannel(snoopId, `Snoop/${spied.id}`, '', { snoopOf: spied.id, state: 'Up', variables: { spy: query.get('spy') ?? 'none', whisper: query.get('whisper') ?? 'none' } })
      enterApp(channel, (query.get('appArgs') ?? '').split(','))
      return { status: 200, body: shown(channel) }
    })
  }
  function record({ query }: Given, id?: string): Answer {
    return inApp(id, (channel) => {
      const name = query.get('name') ?? ''
      if ([...bridges.values()].some((bridge) => bridge.channels.includes(channel.id))) return refused(409, 'Cannot record channel while in bridge')
      tapes.set(name, { name, channel: channel.id, isMuted: false })
      stored.set(name, wavOf(name.includes('left') ? 440 : 1000))
      tell('RecordingStarted', { recording: recordingOf(name, 'recording') })
      return { status: 201, body: recordingOf(name, 'queued') }
    })
  }
  function mute(name: string | undefined, isMuted: boolean): Answer {
    const tape = tapes.get(name ?? '')
    if (!tape) return refused(404, 'Recording not found')
    tape.isMuted = isMuted
    return done
  }
  function join({ query }: Given, id = '', verb = ''): Answer {
    const bridge = bridges.get(id)
    if (!bridge) return refused(404, 'Bridge not found')
    for (const channelId of (query.get('channel') ?? '').split(',')) {
      const channel = channels.get(channelId)
      if (!channel) return refused(400, 'Channel not found')
      if (!channel.inApp) return refused(422, 'Channel not in Stasis application')
      if (verb === 'removeChannel') {
        if (!bridge.channels.includes(channelId)) return refused(422, 'Channel not in this bridge')
        leaveBridge(bridge, channel)
        continue
      }
      for (const other of bridges.values()) if (other !== bridge) leaveBridge(other, channel)
      if (bridge.channels.includes(channelId)) continue
      channel.music = false
      bridge.channels = [...bridge.channels, channelId]
      tell('ChannelEnteredBridge', { bridge, channel: shown(channel) })
    }
    return done
  }

  const authorised = ({ headers }: IncomingMessage, url: URL) =>
    headers.authorization === `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` || url.searchParams.get('api_key') === `${user}:${password}`

  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://ari')
      const path = decodeURIComponent(url.pathname.replace(/^\/ari/, ''))
      const text = Buffer.concat(parts).toString()
      requests.push(`${request.method} ${path}`)
      const answer = authorised(request, url) ? answerTo({ method: request.method ?? 'GET', path, query: url.searchParams, body: text ? (JSON.parse(text) as Record<string, unknown>) : {} }) : refused(401, 'Authentication required')
      response.writeHead(answer.status, { 'content-type': answer.bytes ? 'audio/x-wav' : 'application/json' })
      response.end(answer.bytes ? Buffer.from(answer.bytes) : answer.body === undefined ? undefined : JSON.stringify(answer.body))
    })
  })
  const answerTo = (given: Given): Answer => {
    for (const [method, pattern, run] of routes) {
      const match = method === given.method ? pattern.exec(given.path) : null
      if (match) return run(given, ...match.slice(1))
    }
    return refused(404, 'Invalid resource')
  }
  server.on('upgrade', (request, stream) => {
    const url = new URL(request.url ?? '/', 'http://ari')
    if (url.pathname !== '/ari/events' || url.searchParams.get('app') !== app || !authorised(request, url)) return stream.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    if (socket) {
      tell('ApplicationReplaced', {})
      socket.close()
    }
    const mine = acceptSocket(request, stream)
    socket = mine
    for (const [channel, args] of trying.splice(0)) enterApp(channel, args)
    mine.onClose(() => {
      if (socket === mine) socket = null
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    channels,
    bridges,
    tapes,
    playbacks,
    stored,
    requests,
    isListening: () => socket !== null,
    /** Somebody calls from outside by the trunk; the dialplan hands them to the application with its arguments. */
    call(number: string, args: string[] = ['HN']): FakeChannel {
      const channel = newChannel(`1764000000.${calls + 1}`, 'PJSIP/trunk', number, { state: 'Ring' })
      if (socket) enterApp(channel, args)
      else trying.push([channel, args])
      return channel
    },
    /** A telephone that was dialled is lifted. */
    pickUp(id: string): void {
      const channel = channels.get(id)
      if (!channel) throw new Error(`nothing rings as ${id}`)
      channel.state = 'Up'
      tell('ChannelStateChange', { channel: shown(channel) })
      enterApp(channel, channel.args)
    },
    press(id: string, digit: string): void {
      const channel = channels.get(id)
      if (channel) tell('ChannelDtmfReceived', { digit, duration_ms: 120, channel: shown(channel) })
    },
    /** Somebody hangs up, or is busy (17), or does not answer (19). */
    hangUp(id: string, cause = 16): void {
      const channel = channels.get(id)
      if (channel) destroy(channel, cause)
    },
    /** What is being played to a channel has been heard to its end. */
    finish(id: string): void {
      const playing = channels.get(id)?.playing
      if (playing) endPlayback(playing, 'done')
    },
    mediaOf: (id: string): string[] => playbacks.get(channels.get(id)?.playing ?? '')?.media.map((one) => one.replace('sound:shouwen/', '')) ?? [],
    membersOf: (bridgeId: string): string[] => bridges.get(bridgeId)?.channels ?? [],
    async stop(): Promise<void> {
      socket?.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

export type FakeAri = Awaited<ReturnType<typeof startFakeAri>>
