/** Figures a playbook may watch, as the floor observes them. */
export const measures = {
  waiting: { zh: '呼入等待人数', en: 'callers waiting' },
  'waiting-chats': { zh: '在线等待人数', en: 'chats waiting' },
  'longest-wait-seconds': { zh: '最长等待秒数', en: 'longest wait in seconds' },
  'arrivals-ratio': { zh: '实际来话与预测之比', en: 'arrivals over forecast' },
  'outage-customers': { zh: '已公布故障影响客户数', en: 'customers hit by a declared outage' },
  'system-problem': {
    zh: '系统问题短时无法排除（1 = 是）',
    en: 'a system problem that cannot be mended shortly (1 = yes)'
  },
  holiday: { zh: '节假日保障（1 = 是）', en: 'holiday watch (1 = yes)' }
} as const

export type Measure = keyof typeof measures
