import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import newman from 'newman'
import { tmfFolder } from '../tmf/official.ts'
import { ticketCollection } from './ticket-collection.ts'

/** A set of requests and assertions in Postman's form, and the variable that carries the address of the interface. */
export type Kit = { name: string; variable: string; path: string; collection(): Collection }
export type KitResult = { name: string; requests: number; assertions: number; failures: string[] }

type Request = { header?: unknown; method: string; body?: { mode?: string; raw?: string }; url: unknown }
type Item = { name: string; item?: Item[]; request?: Request; event?: unknown[] }
export type Collection = { info?: object; item: Item[] }
type KitConfig = { headers: Record<string, string>; payloads: Record<string, Record<string, { payload: unknown }>> }

/** The official kits that lie beside the repository. They are read as they are and changed only in memory. */
export const officialKits: Kit[] = [
  { name: 'TMF629 v4', variable: 'Customer', path: 'customerManagement/v4/', collection: () => official('TMF629') },
  { name: 'TMF632 v4', variable: 'Party', path: 'party/v4/', collection: () => official('TMF632') },
  { name: 'TMF683 v4', variable: 'Party_Interaction', path: 'partyInteraction/v4/', collection: () => official('TMF683') }
]

/** TMF621 has no stored kit: these are ours, in the style of the official ones. */
export const ownKits: Kit[] = [
  { name: 'TMF621 v4 (ours, in the style of)', variable: 'Trouble_Ticket', path: 'troubleTicket/v4/', collection: () => ticketCollection(4) },
  { name: 'TMF621 v5 (ours, in the style of)', variable: 'Trouble_Ticket', path: 'troubleTicket/v5/', collection: () => ticketCollection(5) }
]

/** Reads a kit and puts the payloads of its own configuration into its requests, as the kit's runner does. */
function official(name: string): Collection {
  const folder = path.join(tmfFolder, 'kits', readdirSync(path.join(tmfFolder, 'kits')).find((one) => one.startsWith(name)) ?? name)
  const config = JSON.parse(readFileSync(path.join(folder, 'config.json'), 'utf8')) as KitConfig
  const file = readdirSync(path.join(folder, 'ctk')).find((one) => /(testkit|postman_collection)\.json$/.test(one)) as string
  const collection = JSON.parse(readFileSync(path.join(folder, 'ctk', file), 'utf8')) as Collection
  for (const request of requestsOf(collection.item)) {
    const resource = Object.keys(config.payloads).find((one) => JSON.stringify(request.url).toLowerCase().includes(one.toLowerCase()))
    const given = resource && config.payloads[resource]?.[request.method]?.payload
    if (given) request.body = { mode: 'raw', raw: JSON.stringify(given) }
  }
  return collection
}

function requestsOf(items: Item[]): Request[] {
  return items.flatMap((item) => (item.item ? requestsOf(item.item) : item.request ? [item.request] : []))
}

/** Runs a kit against a started product. */
export function runKit(kit: Kit, target: { url: string; token: string }): Promise<KitResult> {
  const collection = kit.collection()
  for (const request of requestsOf(collection.item)) {
    const type = request.method === 'PATCH' && kit.name.includes('v5') ? 'application/merge-patch+json' : 'application/json'
    request.header = [
      { key: 'Accept', value: 'application/json' },
      { key: 'Content-Type', value: type },
      { key: 'Authorization', value: `Bearer ${target.token}` }
    ]
  }
  const value = `${target.url}/tmf-api/${kit.path}`
  return new Promise((resolve, reject) => {
    newman.run({ collection, environment: { values: [{ key: kit.variable, value, enabled: true }] }, timeoutRequest: 20_000 }, (error, summary) => {
      if (error) return reject(error)
      const { stats, failures } = summary.run
      const lines = failures.map((one) => `${one.source?.name ?? ''}: ${one.error.test ?? one.error.name}: ${one.error.message}`)
      resolve({ name: kit.name, requests: stats.requests.total, assertions: stats.assertions.total, failures: lines })
    })
  })
}
