import { Readable } from 'node:stream'
import type { exportFloorReport as operation } from '@shouwen/contract/floor-board'
import type { InputOf } from '@shouwen/contract/operation'
import { floorFigures, type LevelRule, occupancyOf } from '@shouwen/kernels/queueing/index'
import type { Call, StreamAnswer } from '#platform/action'
import { audited } from '#platform/audit'
import { downloadHead } from '#platform/files-download'
import { refuse } from '#platform/refusal'
import { type Cell, type Column, tableBytes } from '#platform/tabular/index'
import { rulebook } from '#server/rulebook'
import { agentReport } from './agent-report.ts'
import { readRoster } from './dispatcher/roster.ts'
import { floorCounts } from './floor-counts.ts'
import { presenceRules } from './floor-rules.ts'

type Input = InputOf<typeof operation>
type Table = { columns: Column[]; rows: Record<string, Cell>[] }

/** A report as a file, the figures computed as on the screen, the raw counts beside them. @norm GV-03 */
export async function exportFloorReport(call: Call, input: Input): Promise<StreamAnswer> {
  const { columns, rows } = input.kind === 'queues' ? await queueTable(call, input) : await agentTable(call, input)
  await audited(call, { verb: 'floor.export', regionId: input.regionId, detail: { kind: input.kind, from: input.from, until: input.until, format: input.format, rows: rows.length } })
  const pieces: Uint8Array[] = []
  for await (const piece of tableBytes(input.format, columns, rows)) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  const name = `floor-${input.kind}-${input.from.slice(0, 10)}.${input.format}`
  const { headers, status } = downloadHead({ id: call.requestId, name, kind: input.format, bytes: bytes.length })
  return { stream: Readable.from([bytes]), headers, status }
}

async function queueTable(call: Call, input: Input): Promise<Table> {
  const rule = levelRule(input)
  const { items } = await floorCounts(call, { regionId: input.regionId, from: input.from, until: input.until, by: input.by ?? 'slot', ...(input.queueCode ? { queueCode: input.queueCode } : {}) })
  const zone = await zoneOf(call, input.regionId)
  const names = new Map((await readRoster(call.tx, input.regionId)).known.map((queue) => [queue.code, input.language === 'en' ? queue.nameEn : queue.nameZh]))
  const word = wordsIn(input)
  const figure = (code: string) => ({ key: code, heading: word(rulebook().board.figures[code]) })
  const columns: Column[] = [
    { key: 'at', heading: word({ zh: '时段', en: 'Time' }) },
    { key: 'code', heading: word({ zh: '队列编码', en: 'Queue code' }) },
    { key: 'queue', heading: word({ zh: '队列', en: 'Queue' }) },
    { key: 'channel', heading: word({ zh: '渠道', en: 'Channel' }) },
    figure('offered'),
    figure('answered'),
    figure('abandoned'),
    { key: 'within', heading: word({ zh: '时限（秒）', en: 'Threshold (s)' }) },
    { key: 'level', heading: `${word(rulebook().board.figures['service-level'])} ${rule.formula}` },
    figure('answer-rate'),
    figure('average-answer'),
    figure('service-time'),
    figure('overflowed'),
    ...rulebook().channels.counts.answered_within.map((seconds) => ({ key: `answered-${seconds}`, heading: `${word({ zh: '接通', en: 'answered' })} ≤ ${seconds} s` })),
    ...rulebook().channels.counts.abandoned_within.map((seconds) => ({ key: `abandoned-${seconds}`, heading: `${word({ zh: '放弃', en: 'abandoned' })} ≤ ${seconds} s` }))
  ]
  const rows = items.map((item) => {
    const figures = floorFigures([item], rule)
    return {
      at: localTime(item.slot, zone),
      code: item.queueCode,
      queue: names.get(item.queueCode) ?? item.queueCode,
      channel: item.channel,
      offered: item.offered,
      answered: item.answered,
      abandoned: item.abandoned,
      within: rule.withinSeconds(item.channel),
      level: rounded(figures.serviceLevel, 4),
      'answer-rate': rounded(figures.answerRate, 4),
      'average-answer': rounded(figures.averageAnswer, 1),
      'service-time': rounded(figures.serviceTime, 1),
      overflowed: item.overflowedOut,
      ...Object.fromEntries(item.answeredWithin.map(({ seconds, n }) => [`answered-${seconds}`, n])),
      ...Object.fromEntries(item.abandonedWithin.map(({ seconds, n }) => [`abandoned-${seconds}`, n]))
    }
  })
  return { columns, rows }
}

async function agentTable(call: Call, input: Input): Promise<Table> {
  const { items, units } = await agentReport(call, { regionId: input.regionId, from: input.from, until: input.until, ...(input.unitId ? { unitId: input.unitId } : {}) })
  const word = wordsIn(input)
  const states = Object.entries(presenceRules().states).filter(([, { counts }]) => counts !== 'none')
  const unitNames = new Map(units.map((unit) => [unit.id, word(unit)]))
  const columns: Column[] = [
    { key: 'job', heading: word({ zh: '工号', en: 'Job number' }) },
    { key: 'name', heading: word({ zh: '姓名', en: 'Name' }) },
    { key: 'unit', heading: word({ zh: '单位', en: 'Unit' }) },
    { key: 'contacts', heading: word({ zh: '服务来访', en: 'Contacts' }) },
    { key: 'offers', heading: word({ zh: '被派次数', en: 'Offers' }) },
    { key: 'missed', heading: word({ zh: '未接或退回', en: 'Missed or given back' }) },
    { key: 'aht', heading: word({ zh: '平均处理时长（秒）', en: 'AHT (s)' }) },
    { key: 'occupancy', heading: word(rulebook().board.figures['occupancy']) },
    ...states.map(([code, state]) => ({ key: `state:${code}`, heading: `${word(state)} (s)` }))
  ]
  const rows = items.map((item) => {
    const wrapUp = item.states.find((one) => one.state === 'wrap-up')?.seconds ?? 0
    return {
      job: item.person.jobNumber,
      name: item.person.name,
      unit: unitNames.get(item.unitId) ?? '',
      contacts: item.contacts,
      offers: item.offers,
      missed: item.missed,
      aht: item.contacts > 0 ? rounded((item.serviceSeconds + wrapUp) / item.contacts, 1) : null,
      occupancy: rounded(occupancyOf(item.states.map(({ state, seconds }) => ({ seconds, counts: presenceRules().states[state]?.counts ?? 'none' }))), 4),
      ...Object.fromEntries(item.states.map(({ state, seconds }) => [`state:${state}`, seconds]))
    }
  })
  return { columns, rows }
}

/** Refuses with `threshold-not-counted` where no raw count can tell the level. */
function levelRule({ formula, withinSeconds }: Input): LevelRule {
  const { service_level } = rulebook().board
  const { answered_within, abandoned_within } = rulebook().channels.counts
  if (withinSeconds !== undefined && !(answered_within.includes(withinSeconds) && abandoned_within.includes(withinSeconds))) throw refuse('threshold-not-counted', { withinSeconds })
  return {
    formula: formula ?? service_level.formula,
    withinSeconds: (channel) => withinSeconds ?? (service_level.channels[channel] ?? service_level.otherwise).within_seconds,
    shortSeconds: service_level.short_seconds
  }
}

async function zoneOf(call: Call, regionId: number): Promise<string> {
  const row = await call.tx.selectFrom('platform.region').select('time_zone').where('id', '=', regionId).executeTakeFirst()
  if (!row) throw refuse('not-found')
  return row.time_zone
}

/** `2026-11-24 09:15` in the region's own time, which spreadsheets read as a time. */
const localTime = (at: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).format(new Date(at))

const wordsIn = ({ language }: Input) => (phrase: { zh: string; en: string } | undefined) => (phrase ? (language === 'en' ? phrase.en : phrase.zh) : '')

const rounded = (value: number | null, digits: number): number | null => (value === null ? null : Math.round(value * 10 ** digits) / 10 ** digits)
