import { grams, searchText } from '@shouwen/kernels/text/index'
import type { Dice } from '../seed/dice.ts'
import { matters } from '../seed/matters.ts'
import { address, personName } from '../seed/names.ts'
import { escaped } from './copy-rows.ts'

/** What a ticket says, escaped for COPY, with its part of the search columns made once: a million tickets share some thousand texts. */
export type TicketText = { matter: number; title: string; description: string; searched: string; grams: string }

const cities = ['长沙', '株洲', '湘潭', '衡阳', '岳阳', '常德', '张家界', '郴州', '怀化', '永州']
const since = [
  '从今天早上开始',
  '最近三天',
  '上周五以来',
  '每天晚上八点以后',
  '下雨之后',
  '换了光猫以后',
  '缴费第二天',
  '搬家以后',
  '系统升级之后',
  '这个月以来'
]
const before = [
  '之前拨打过热线，未得到明确答复。',
  '客户为首次来电。',
  '客户已在掌上营业厅自助排查。',
  '营业厅曾答应三天内处理。',
  '邻居家情况相同。',
  '客户称家中有老人，情绪较急。',
  '客户要求书面答复。',
  '客户表示可随时配合测试。'
]
const wishes = [
  '希望尽快安排人员处理。',
  '请先电话联系再上门。',
  '要求说明原因并给出时间。',
  '希望减免当月费用。',
  '请在工作日晚上回电。',
  '客户愿意等待，但希望有人跟进。',
  '如再发生将向监管部门反映。',
  '请核实后短信告知结果。'
]

/** So many different texts as a region's customers might write. */
export function ticketTexts(dice: Dice, count: number): TicketText[] {
  const weights = matters.map((matter, index) => [index, matter.weight] as const)
  return Array.from({ length: count }, () => {
    const index = dice.weighted(weights)
    const matter = matters[index] as (typeof matters)[number]
    const place = address(dice, dice.pick(cities))
    const title = dice.pick(matter.titles)
    const description = `${matter.description}${dice.pick(since)}发生，地址：${place}。${dice.pick(before)}${dice.pick(wishes)}`
    const searched = searchText(`${title}\n${description}`)
    return {
      matter: index,
      title: escaped(title),
      description: escaped(description),
      searched: escaped(searched),
      grams: grams(searched).join(',')
    }
  })
}

/** A name with its part of the search columns. */
export type PersonText = { name: string; searched: string; grams: string }

export function personTexts(dice: Dice, count: number): PersonText[] {
  return Array.from({ length: count }, () => {
    const name = personName(dice)
    return { name, searched: searchText(name), grams: grams(name).join(',') }
  })
}

/** The grams of letters and digits, as kernels/text makes them, without looking for doubles: twice as fast as a set, and no index minds. */
export function plainGrams(text: string): string {
  let found = ''
  for (let i = 0; i + 1 < text.length; i++) {
    found += `,${text.slice(i, i + 2)}`
    if (i + 2 < text.length) found += `,${text.slice(i, i + 3)}`
  }
  return found
}
