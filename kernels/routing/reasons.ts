import type { Reason, ReasonCode } from './types.ts'

type Words = { zh: string; en: string }

/** What a supervisor reads. `{name}` is replaced by the reason's detail; skills, queues and languages stand there by their codes. */
export const reasonWords: Readonly<Record<ReasonCode, Words>> = {
  'contact-not-waiting': { zh: '该联络已不在排队', en: 'The contact no longer waits' },
  'agent-not-present': { zh: '该人员不在现场', en: 'The person is not at work' },
  'not-ready': { zh: '当前未处于可接状态', en: 'Not available now' },
  'channel-not-taken': { zh: '不承接该渠道（{channel}）', en: 'Does not take this channel ({channel})' },
  'no-capacity': {
    zh: '已占用 {used}，本次需 {weight}，上限 {capacity}',
    en: 'Carries {used} of {capacity} units, this needs {weight}'
  },
  avoided: { zh: '须回避该联络，或已拒接', en: 'Must keep away from it, or declined it' },
  'no-step-yet': { zh: '尚未到任何放宽步骤的生效时间', en: 'No step of its rule is in force yet' },
  'not-in-queue': { zh: '不属于可承接的队列（{queues}）', en: 'In none of the queues that may take it ({queues})' },
  'other-unit': { zh: '不属于可承接的单位', en: 'Belongs to another unit' },
  'skill-missing': {
    zh: '缺少技能 {skill}（需 {needed} 级）',
    en: 'Lacks the skill {skill} (level {needed} is asked)'
  },
  'level-too-low': {
    zh: '技能 {skill} 为 {level} 级，需 {needed} 级',
    en: '{skill} at level {level}, {needed} is asked'
  },
  'language-missing': {
    zh: '不会客户要求的语言（{language}）',
    en: 'Does not speak the language asked for ({language})'
  },
  'held-for-preferred': {
    zh: '先留给指定人员，还剩 {seconds} 秒',
    en: 'Kept for the preferred person for {seconds} s more'
  },
  'earlier-contact': { zh: '另有排在前面的联络', en: 'Another contact stands before it' },
  'other-preferred': { zh: '指定人员或上次接待人员有空', en: 'The preferred person was free' },
  'other-nearer-queue': { zh: '有排序更靠前的队列成员', en: 'Somebody of a nearer queue was free' },
  'other-better-skilled': { zh: '有技能等级更高的人', en: 'Somebody with higher levels was free' },
  'other-less-loaded': { zh: '有负荷更轻的人', en: 'Somebody was less loaded' },
  'other-idle-longer': { zh: '有等待时间更长的人', en: 'Somebody had waited longer for work' },
  'other-by-lot': { zh: '条件相同，按编号先后', en: 'All equal, the lower id came first' },
  preferred: { zh: '指定人员或上次接待人员', en: 'The preferred person' },
  'only-one': { zh: '唯一可承接的人', en: 'The only one who could take it' },
  'nearer-queue': { zh: '所属队列排序更靠前', en: 'Of the nearest queue' },
  'better-skilled': { zh: '技能等级最高', en: 'The highest levels' },
  'less-loaded': { zh: '负荷最轻', en: 'The least loaded' },
  'idle-longest': { zh: '等待时间最长', en: 'Waited longest for work' },
  'by-lot': { zh: '条件相同，按编号先后', en: 'All equal, the lower id came first' }
}

/** The sentence for a reason. */
export function reasonText({ code, detail = {} }: Reason, language: 'zh' | 'en'): string {
  return reasonWords[code][language].replace(/\{(\w+)\}/g, (_, name: string) => String(detail[name] ?? ''))
}
