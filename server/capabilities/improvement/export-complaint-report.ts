import { Readable } from 'node:stream'
import type { exportComplaintReport as operation } from '@shouwen/contract/complaint-reports'
import type { InputOf } from '@shouwen/contract/operation'
import { permit } from '#platform/access'
import type { Call, StreamAnswer } from '#platform/action'
import { audited } from '#platform/audit'
import { downloadHead } from '#platform/files-download'
import { type Cell, type Column, tableBytes } from '#platform/tabular/index'
import { unitTree } from '#capabilities/people'
import { complaintReport } from './complaint-report.ts'

/** The report as a file, the raw counts beside every figure, its formulas in the last rows. Audited. @norm KP-04 GV-03 */
export async function exportComplaintReport(call: Call, { table, format, language, ...asked }: InputOf<typeof operation>): Promise<StreamAnswer> {
  permit(call, 'improvement.export', { regionId: asked.regionId })
  const report = await complaintReport(call, asked)
  const word = (phrase: { zh: string; en: string }) => (language === 'en' ? phrase.en : phrase.zh)
  const figure = (code: string) => {
    const found = report.figures.find((one) => one.code === code)
    return found ? word(found) : code
  }
  const units = new Map((await unitTree(call.tx)).map((unit) => [unit.id, language === 'en' ? unit.nameEn : unit.nameZh]))
  const nameOf = (key: string) => units.get(key) ?? word(report.names.find((one) => one.key === key) ?? { zh: key, en: key })
  const columns: Column[] = [
    { key: 'key', heading: table === 'days' ? word({ zh: '日期', en: 'Day' }) : word({ zh: '分组', en: 'Group' }) },
    { key: 'opened', heading: figure('opened') },
    { key: 'ended', heading: word({ zh: '已办结', en: 'ended' }) },
    { key: 'firstTime', heading: word({ zh: '一次解决件数', en: 'solved the first time' }) },
    { key: 'firstTimeShare', heading: figure('first-time') },
    { key: 'timed', heading: word({ zh: '可判时限件数', en: 'with a verdict on time' }) },
    { key: 'inTime', heading: word({ zh: '达标件数', en: 'in time' }) },
    { key: 'inTimeShare', heading: figure('in-time') },
    { key: 'repeats', heading: figure('repeats') },
    { key: 'appeals', heading: word({ zh: '申诉件数', en: 'appeals' }) },
    ...(table === 'groups' ? [{ key: 'openedBefore', heading: word({ zh: '前期投诉量', en: 'complaints before' }) }, { key: 'ratio', heading: figure('change') }, { key: 'low', heading: '95% –' }, { key: 'high', heading: '95% +' }, { key: 'p', heading: 'p' }] : [])
  ]
  const share = (hits: number, of: number): Cell => (of === 0 ? null : Math.round((hits / of) * 10_000) / 10_000)
  const counts = ({ opened, ended, firstTime, timed, inTime, repeats, appeals }: (typeof report)['totals']) => ({ opened, ended, firstTime, firstTimeShare: share(firstTime, ended), timed, inTime, inTimeShare: share(inTime, timed), repeats, appeals })
  const rows: Record<string, Cell>[] =
    table === 'days'
      ? report.series.map((day) => ({ key: day.day, ...counts(day) }))
      : report.groups.map((group) => ({ key: nameOf(group.key), ...counts(group), openedBefore: group.openedBefore, ratio: group.change.ratio, low: group.change.low, high: group.change.high, p: group.change.p }))
  const notes = report.figures.map((one) => ({ key: `${word(one)} = ${word(one.formula)}` }))
  await audited(call, { verb: 'improvement.export', regionId: asked.regionId, detail: { table, format, from: asked.from, until: asked.until, group: asked.group, rows: rows.length } })
  const pieces: Uint8Array[] = []
  for await (const piece of tableBytes(format, columns, [...rows, ...notes])) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  const { headers, status } = downloadHead({ id: call.requestId, name: `complaints-${table}-${asked.from}-${asked.until}.${format}`, kind: format, bytes: bytes.length })
  return { stream: Readable.from([bytes]), headers, status }
}
