import type { ProposalView, StepView } from '@shouwen/contract/playbook-schemas'
import { usePhrases } from '#lib/phrases.ts'
import { lengthOf } from '#ui/time.ts'

type Reason = ProposalView['reason']
type When = Pick<StepView['when'], 'words' | 'above' | 'upTo' | 'forMinutes' | 'measure'>

/** Of a yes or no figure the words alone, without how yes is written. */
const sentence = (words: string) => words.replace(/\s*[（(]1 = .+[）)]$/, '')
/** Yes or no figures have no limit worth telling. */
const isYesNo = (measure: string) => measure === 'system-problem' || measure === 'holiday'

/** Sentences about playbooks, with figures. */
export function usePlaybookWords() {
  const { say, pick, language } = usePhrases('playbooks')
  /** `6–10`, `超过 10`, `≥ …`: what the figure must be. */
  const band = (above: number | null, upTo: number | null) => (upTo === null ? say('band.above', { n: above ?? 0 }) : say('band.between', { from: (above ?? 0) + 1, to: upTo }))
  const held = (since: string | null, nowMs: number) => (since === null ? '' : preciseLength(nowMs - Date.parse(since), language))
  return {
    say,
    pick,
    language,
    band,
    held,
    /** When a step is due. */
    condition({ words, measure, above, upTo, forMinutes }: When): string {
      const figure = isYesNo(measure) ? sentence(pick(words)) : `${pick(words)} ${band(above, upTo)}`
      return forMinutes > 0 ? say('for-minutes', { figure, n: forMinutes }) : figure
    },
    /** Why now, in numbers that run on. */
    because({ code, measure, words, value, above, upTo, atOrBelow, heldSince }: Reason, nowMs: number): string {
      if (code === 'by-hand') return say('reason.by-hand')
      if (isYesNo(measure)) return sentence(pick(words))
      const figure = pick(words)
      const time = held(heldSince, nowMs)
      if (code === 'held-at-or-below') return say('reason.calm', { figure, limit: atOrBelow ?? 0, value: value ?? 0, time })
      return say(code === 'jump' ? 'reason.jump' : 'reason.held', { figure, band: band(above, upTo), value: value ?? 0, time })
    }
  }
}

/** Minutes and seconds: five minutes ten is not five minutes. */
export function preciseLength(ms: number, language: 'zh-CN' | 'en'): string {
  const total = Math.max(0, Math.floor(ms / 1000))
  if (total >= 3600) return lengthOf(ms, language)
  const minutes = Math.floor(total / 60)
  const seconds = total % 60
  if (language === 'en') return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`
  return minutes > 0 ? `${minutes} 分 ${seconds} 秒` : `${seconds} 秒`
}
