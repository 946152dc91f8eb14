import { parseArgs } from 'node:util'

/** A time of a run, in seconds since its start. */
export type Window = { factor: number; fromSeconds: number; toSeconds: number }

export type LiveOptions = {
  /** Customers a minute, chats and calls together. */
  perMinute: number
  /** Share of them who call. */
  calls: number
  /** People signed in per queue, at most. */
  agents: number
  /** Chats each takes at once. */
  chats: number
  patienceSeconds: number
  handleSeconds: number
  /** After so large a share of contacts somebody has a break. */
  breaks: number
  /** Arrivals follow the hours of the day instead of being steady. */
  byHour: boolean
  surges: Window[]
  /** Of everybody at work so large a share loses the browser and comes back. */
  outages: Window[]
  /** Ends by itself; 0: goes on until it is stopped. */
  seconds: number
  mostInside: number
  inTimeSeconds: number
  seed: number
  /** Each customer says they come from an address of their own; only where the product trusts its proxy. */
  ownAddresses: boolean
}

export class OptionError extends Error {}

const options = {
  'per-minute': { type: 'string', default: '14' },
  calls: { type: 'string', default: '0.25' },
  agents: { type: 'string', default: '12' },
  chats: { type: 'string', default: '3' },
  patience: { type: 'string', default: '150' },
  handle: { type: 'string', default: '75' },
  breaks: { type: 'string', default: '0.06' },
  'by-hour': { type: 'boolean', default: false },
  surge: { type: 'string', multiple: true, default: [] as string[] },
  outage: { type: 'string', multiple: true, default: [] as string[] },
  seconds: { type: 'string', default: '0' },
  most: { type: 'string', default: '400' },
  'in-time': { type: 'string', default: '15' },
  seed: { type: 'string', default: '20261124' },
  'own-addresses': { type: 'boolean', default: false }
} as const

export const usage = `  --per-minute 14      customers a minute        --calls 0.25       share of them who call (signalling without sound)
  --agents 12          people per queue          --chats 3          chats each takes at once
  --patience 150       seconds, on average       --handle 75        seconds a contact takes, on average
  --breaks 0.06        breaks per contact        --by-hour          arrivals follow the hours of the day
  --surge 4@60-240     four times as many from second 60 to 240; may be given several times
  --outage 0.5@120-260 half of the people lose their browsers in that time; may be given several times
  --seconds 0          ends by itself after so long   --most 400     customers inside at once
  --in-time 15         seconds for the service level  --seed 20261124`

/** Reads the arguments; throws OptionError naming the first wrong one. */
export function readLiveOptions(args: string[]): LiveOptions {
  let values
  try {
    values = parseArgs({ args, options }).values
  } catch (error) {
    throw new OptionError((error as Error).message)
  }
  const number = (name: keyof typeof options, min: number, max: number): number => {
    const given = Number(values[name])
    if (!(given >= min && given <= max)) throw new OptionError(`--${name} must be a number from ${min} to ${max}`)
    return given
  }
  return {
    perMinute: number('per-minute', 0, 20_000),
    calls: number('calls', 0, 1),
    agents: number('agents', 1, 2000),
    chats: number('chats', 1, 8),
    patienceSeconds: number('patience', 1, 3600),
    handleSeconds: number('handle', 1, 3600),
    breaks: number('breaks', 0, 1),
    byHour: values['by-hour'],
    surges: values.surge.map((text) => window('surge', text, 100)),
    outages: values.outage.map((text) => window('outage', text, 1)),
    seconds: number('seconds', 0, 604_800),
    mostInside: number('most', 1, 5000),
    inTimeSeconds: number('in-time', 1, 600),
    seed: number('seed', 0, 2 ** 31),
    ownAddresses: values['own-addresses']
  }
}

function window(name: string, text: string, most: number): Window {
  const [, factor, from, to] = /^(\d+(?:\.\d+)?)@(\d+)-(\d+)$/.exec(text) ?? []
  if (factor === undefined || Number(factor) > most || Number(to) <= Number(from)) throw new OptionError(`--${name} must look like 4@60-240`)
  return { factor: Number(factor), fromSeconds: Number(from), toSeconds: Number(to) }
}
