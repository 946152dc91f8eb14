import { floorDictionary } from '@shouwen/contract/floor-board'
import type { OutputOf } from '@shouwen/contract/operation'
import { type LevelRule, levelOf } from '@shouwen/kernels/queueing/floor-figures'
import type { ServiceLevelFormula } from '@shouwen/kernels/queueing/service-level'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useRemembered } from '#ui/remembered.ts'
import { capital, shown } from './shown.ts'

type Known = OutputOf<typeof floorDictionary>
export type FigureWords = Known['figures'][number]

/** How the level is told: the formula and threshold chosen in this browser, else those of the rulebook. */
export type LevelChoice = { formula?: ServiceLevelFormula; withinSeconds?: number }

/** The figures of the rulebook with their words, when they are marked, and how the service level is told here. */
export function useDictionary() {
  const { pick, language } = usePhrases('floor')
  const known = useRead(floorDictionary, {})
  const [choice, choose] = useRemembered<LevelChoice>('floor.level', {})
  const level = known.data?.level
  const wordsOf = (code: string) => known.data?.figures.find((one) => one.code === code)
  const withinOf = (channel: string) => choice.withinSeconds ?? level?.channels.find((one) => one.channel === channel)?.withinSeconds ?? level?.otherwise.withinSeconds ?? 0
  const rule: LevelRule = { formula: choice.formula ?? level?.formula ?? 'SL3', withinSeconds: withinOf, shortSeconds: level?.shortSeconds ?? 0 }
  return {
    data: known.data,
    error: known.error,
    rule,
    choice,
    choose,
    figures: known.data?.figures ?? [],
    name: (code: string) => {
      const words = wordsOf(code)
      return words ? capital(pick(words)) : code
    },
    /** What the dictionary page says, for a tooltip. */
    explained: (code: string): string => {
      const words = wordsOf(code)
      if (!words) return ''
      return [pick(words.formula), pick(words.from), words.norms.join(' ')].filter(Boolean).join(' · ')
    },
    value: (code: string, value: number | null) => shown(value, wordsOf(code)?.unit ?? 'contacts', language),
    /** Is the value marked? Of a queue without any of the band's channels it never is. */
    levelOf: (code: string, value: number | null, channels?: readonly string[]) => {
      const band = known.data?.bands.find((one) => one.figure === code)
      if (!band || (band.channels && channels && !band.channels.some((channel) => channels.includes(channel)))) return 'calm' as const
      return levelOf(value, { ...(band.warn ? { warn: band.warn } : {}), ...(band.alarm ? { alarm: band.alarm } : {}) })
    }
  }
}

export type FloorDictionary = ReturnType<typeof useDictionary>
