import { type Measure, measures } from './measures.ts'

type Words = { zh: string; en: string }

/** Why something is proposed. */
export type PlaybookReason = {
  code: 'held-above' | 'jump' | 'held-at-or-below' | 'last-first'
  detail: { measure?: Measure; value?: number; limit?: number; minutes?: number; people?: number }
}

export const playbookReasonWords: Readonly<Record<PlaybookReason['code'], Words>> = {
  'held-above': {
    zh: '{measure}为 {value}，高于 {limit} 已持续 {minutes} 分钟',
    en: '{measure}: {value}, above {limit} for {minutes} min'
  },
  jump: {
    zh: '{measure}为 {value}，高于 {limit} 已持续 {minutes} 分钟，规则允许直接跳到此步',
    en: '{measure}: {value}, above {limit} for {minutes} min; the rule allows going straight to this step'
  },
  'held-at-or-below': {
    zh: '{measure}为 {value}，不高于 {limit} 已持续 {minutes} 分钟',
    en: '{measure}: {value}, at or below {limit} for {minutes} min'
  },
  'last-first': {
    zh: '按签入的相反顺序签出（{people} 人）',
    en: 'the last called in goes back first ({people} people)'
  }
}

/** The sentence for a reason. */
export function playbookReasonText({ code, detail }: PlaybookReason, language: 'zh' | 'en'): string {
  const named = { ...detail, measure: detail.measure ? measures[detail.measure][language] : '' }
  return playbookReasonWords[code][language].replace(/\{(\w+)\}/g, (_, name: string) =>
    String(named[name as keyof typeof named] ?? '')
  )
}
