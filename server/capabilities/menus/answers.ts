import type { InputOf, OutputOf, Phrase } from '@shouwen/contract/operation'
import type { answerMenu as answerOperation } from '@shouwen/contract/menus'
import type { Call } from '#platform/action'
import { readPublicPromises } from '#capabilities/norms'
import { unitTree } from '#capabilities/people'
import { listMyTickets } from '#capabilities/tickets'
import { regionOfWalker } from './read-menu.ts'

type Answered = OutputOf<typeof answerOperation>
const ZONE = 'Asia/Shanghai'

/** What the product can tell by itself: facts it has, and nothing else. @norm CC-06 SP-26 */
export async function answerMenu(call: Call, { answer, regionId }: InputOf<typeof answerOperation>): Promise<Answered> {
  switch (answer) {
    case 'my-tickets':
      return myTickets(call)
    case 'service-hours':
      return told((await hoursInWords(call)).map(({ words }) => words))
    case 'halls':
      return told(await halls(call, regionOfWalker(call, regionId)))
    case 'complain':
      return told(await howToComplain(call))
  }
}

const told = (lines: Phrase[]): Answered => ({ lines, signInFirst: false })

/** The customer's open tickets, each with its next promise, even when it is overdue. @norm TK-16 */
async function myTickets(call: Call): Promise<Answered> {
  if (call.actor.kind !== 'customer') return { lines: [{ zh: '登录后可以查看您的工单和承诺时间。', en: 'Sign in to see your tickets and what we promised.' }], signInFirst: true }
  const { items } = await listMyTickets(call, { openOnly: true, limit: 5 })
  if (items.length === 0) return told([{ zh: '您没有未完成的工单。', en: 'You have no open ticket.' }])
  return told(
    items.map(({ number, title, nextPromise }) => {
      const due = nextPromise?.dueAt ? { zh: inWords(nextPromise.dueAt, 'zh-CN'), en: inWords(nextPromise.dueAt, 'en-GB') } : null
      if (!nextPromise || !due) return { zh: `${number}「${title}」：目前没有计时的承诺。`, en: `${number} “${title}”: no promise is running.` }
      return nextPromise.overdue
        ? { zh: `${number}「${title}」：${nextPromise.zh}应在 ${due.zh} 前，已超时，很抱歉。`, en: `${number} “${title}”: ${nextPromise.en} was due by ${due.en}; it is late, we are sorry.` }
        : { zh: `${number}「${title}」：${nextPromise.zh}，${due.zh} 前。`, en: `${number} “${title}”: ${nextPromise.en}, by ${due.en}.` }
    })
  )
}

const inWords = (instant: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: ZONE, month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false }).format(new Date(instant))

const channelNames: Record<string, Phrase> = {
  hotline: { zh: '热线', en: 'Hotline' },
  online: { zh: '在线客服', en: 'Chat' },
  portal: { zh: '自助门户', en: 'Portal' },
  halls: { zh: '营业厅', en: 'Halls' }
}

/** The hours of the channels as they are published, by the clause service-hours. */
async function hoursInWords(call: Call): Promise<{ channel: string; words: Phrase }[]> {
  const { hours } = await readPublicPromises(call, {})
  const order = Object.keys(channelNames)
  const sorted = [...hours].sort((a, b) => order.indexOf(a.channel) - order.indexOf(b.channel))
  return sorted.map(({ channel, days, holidays }) => ({ channel, words: wordsOfHours(channel, days, holidays) }))
}

function wordsOfHours(channel: string, days: readonly string[][], holidays: readonly string[] | null): Phrase {
  const { zh, en } = channelNames[channel] ?? { zh: channel, en: channel }
  const always = days.every((day) => day.join() === '00:00-24:00')
  if (always) return { zh: `${zh}：全天。`, en: `${en}: day and night.` }
  const same = new Set(days.map((day) => day.join(' '))).size === 1
  const week = same ? { zh: `每天 ${days[0]?.join('、')}`, en: `daily ${days[0]?.join(', ')}` } : daysInWords(days)
  return { zh: `${zh}：${week.zh}${holidays ? `，法定节假日 ${holidays.join('、')}` : ''}。`, en: `${en}: ${week.en}${holidays ? `, public holidays ${holidays.join(', ')}` : ''}.` }
}

function daysInWords(days: readonly string[][]): Phrase {
  const zh = ['周一', '周二', '周三', '周四', '周五', '周六', '周日']
  const en = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  const each = (names: string[], closed: string) => days.map((day, at) => `${names[at]} ${day.join(' ') || closed}`).join('；')
  return { zh: each(zh, '休息'), en: each(en, 'closed').replaceAll('；', '; ') }
}

const MOST_HALLS = 8

/** The halls of the region by the tree of units, with their hours. */
async function halls(call: Call, regionId: number | null): Promise<Phrase[]> {
  if (regionId === null) return [{ zh: '请先选择您所在的省公司。', en: 'Choose your province first.' }]
  const units = await unitTree(call.tx)
  const found = units.filter((unit) => unit.level === 'hall' && unit.active && unit.regionId === regionId)
  if (found.length === 0) return [{ zh: '本省没有登记营业厅。', en: 'No hall is registered for this province.' }]
  const hours = (await hoursInWords(call)).flatMap(({ channel, words }) => (channel === 'halls' ? [words] : []))
  return [...hours, ...found.slice(0, MOST_HALLS).map(({ nameZh, nameEn }) => ({ zh: nameZh, en: nameEn }))]
}

/** The ways to complain and what is promised in public about complaints, in the words of the clauses that hold. */
async function howToComplain(call: Call): Promise<Phrase[]> {
  const { promises } = await readPublicPromises(call, {})
  const about = promises.filter(({ clauseId }) => clauseId.includes('complaint'))
  return [
    { zh: '您可以现在按 0 向人工投诉、在线留言、到营业厅，或登录门户在工单里提出。', en: 'Press 0 and tell a person, write to us in the chat, come to a hall, or complain on your ticket in the portal.' },
    ...about.slice(0, 4).map(({ words }) => words)
  ]
}
