import type { Phrase } from '@shouwen/kernels/conditions/index'
import type { Limit } from '@shouwen/kernels/working-time/index'

/** A limit in words: `30 分钟`, `15 个自然日，自次日起算`. */
export function limitWords(limit: Limit): Phrase {
  const { amount } = limit
  if (limit.unit !== 'days') {
    const [zh, en] = limit.unit === 'minutes' ? ['分钟', 'minutes'] : ['小时', 'hours']
    return { zh: `${amount} ${zh}`, en: `${amount} ${en}` }
  }
  const [zh, en] = limit.days === 'natural' ? ['自然日', 'natural'] : ['工作日', 'working']
  const from = limit.counting === 'from-next-day' ? { zh: '，自次日起算', en: ', the day of the start not counted' } : { zh: '', en: '' }
  const off = limit.lastDayOff === 'next-working-day' ? { zh: '，末日为节假日的顺延至其后第一个工作日', en: ', a last day that is a holiday moves to the next working day' } : { zh: '', en: '' }
  return { zh: `${amount} 个${zh}${from.zh}${off.zh}`, en: `${amount} ${en} days${from.en}${off.en}` }
}
