import { events } from './events.ts'
import { floorBoardOperations, floorBoardRefusals } from './floor-board.ts'
import { floorCountOperations } from './floor-counts.ts'
import { floorDecisionOperations } from './floor-decisions.ts'
import { floorStateOperations } from './floor-state.ts'
import { whatIfOperations, whatIfRefusals } from './floor-what-if.ts'
import type { Operation } from './operation.ts'
import { presenceEvents, presenceOperations, presenceRefusals } from './presence.ts'
import type { RefusalEntry } from './refusals.ts'

export const floorRefusals = {
  ...presenceRefusals,
  ...floorBoardRefusals,
  ...whatIfRefusals,
  'contact-not-offered': { status: 409, zh: '该会话没有派给您，或已被收回', en: 'The contact is not offered to you, or was taken back' },
  'contact-not-waiting': { status: 409, zh: '该会话不在排队', en: 'The contact does not wait' },
  'contact-taken-by-another': { status: 409, zh: '已由其他同事接待', en: 'A colleague has the contact already' },
  'contact-busy': { status: 409, zh: '该来访正在被处理，请稍后再试', en: 'Somebody is just dealing with the contact; try again' },
  'person-not-at-work': { status: 409, zh: '该人员不在岗', en: 'The person is not at work' },
  'contact-avoids-person': { status: 409, zh: '该来访须回避此人', en: 'The contact must not go to this person' },
  'replay-too-large': { status: 422, zh: '这段时间的来访过多，请缩短', en: 'Too many contacts in this time; choose a shorter one' },
  'desk-at-capacity': { status: 409, zh: '同时接待数已满', en: 'You serve as many contacts as you can' }
} as const satisfies Record<string, RefusalEntry>

export const floorEvents = events({
  ...presenceEvents,
  'contact.queued': { subject: 'contact', crowded: true, zh: '来访进入排队', en: 'contact waits in a queue' },
  'contact.offered': { subject: 'contact', crowded: true, zh: '会话派给客服', en: 'contact offered to a person' },
  'contact.accepted': { subject: 'contact', crowded: true, zh: '客服接受会话', en: 'contact accepted' },
  'contact.returned': { subject: 'contact', crowded: true, zh: '会话退回队列', en: 'contact returned to the queue' },
  'contact.left-queue': { subject: 'contact', crowded: true, zh: '来访离开排队', en: 'contact left the queue' },
  'floor.message-sent': { subject: 'staff', zh: '主管发消息给座席', en: 'message to a person at the seat' },
  'floor.message-read': { subject: 'staff', zh: '座席已阅消息', en: 'message read' },
  'contact.released': { subject: 'contact', crowded: true, zh: '服务结束', en: 'contact released by its person' }
})
/** Words of what is audited on the floor beside its events. */
export const floorAuditVerbs = {
  'presence.set': { zh: '变更他人在岗状态', en: "changed somebody's presence" },
  'presence.lend': { zh: '借调人员支援', en: 'lent somebody to another queue' },
  'presence.message': { zh: '给座席发消息', en: 'sent a message to a person at the seat' },
  'floor.export': { zh: '导出现场报表', en: 'took a report of the floor as a file' },
  'presence.return': { zh: '支援人员归位', en: 'gave a lent person back' },
  'contact.offer-to': { zh: '指派来访', en: 'gave a waiting contact to somebody' }
} as const

export type FloorEventName = keyof typeof floorEvents

export const floorOperations: readonly Operation[] = [...presenceOperations, ...floorStateOperations, ...floorDecisionOperations, ...floorCountOperations, ...floorBoardOperations, ...whatIfOperations]
