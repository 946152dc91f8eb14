import { readTicketChoices } from '@shouwen/contract/ticket-choices'
import type { TicketKind, TicketStatus } from '@shouwen/contract/ticket-words'
import { useCallback, useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import type { Tone } from '#ui/status-tag.tsx'

/** The closed sets a ticket is described with, in the order people choose them. */
export const kinds = ['inquiry', 'request', 'complaint', 'fault'] as const
export const priorities = ['P1', 'P2', 'P3', 'P4'] as const
export const statuses = [
  'acknowledged',
  'inProgress',
  'pending',
  'held',
  'resolved',
  'closed',
  'cancelled',
  'rejected'
] as const
export const openStatuses = ['acknowledged', 'inProgress', 'pending', 'held', 'resolved'] as const
export const channels = ['phone', 'chat', 'email', 'hall', 'portal', 'letter', 'social', 'regulator', 'api'] as const
export const sources = [
  'customer',
  'regulator-12300',
  'regulator-12315',
  'city-12345',
  'spam-12321',
  'media',
  'survey',
  'monitoring',
  'internal'
] as const
export const severities = ['general', 'important', 'major', 'collective'] as const
export const urgencies = ['low', 'normal', 'high'] as const
export const scopes = ['one', 'several', 'area', 'wide'] as const
export const rootCauses = ['operating-error', 'system-fault', 'service-loophole', 'unfounded'] as const

/** Tone of a status: what is ours to do stands out, what is over steps back. */
export const statusTone: Record<TicketStatus, Tone> = {
  acknowledged: 'info',
  inProgress: 'accent',
  pending: 'neutral',
  held: 'warn',
  resolved: 'good',
  closed: 'neutral',
  cancelled: 'neutral',
  rejected: 'neutral'
}
export const isOver = (status: TicketStatus) => status === 'closed' || status === 'cancelled' || status === 'rejected'

/** Options of a select from a closed set whose phrases stand under `prefix`. */
export function optionsOf<T extends string>(words: readonly T[], prefix: string, say: (key: string) => string) {
  return words.map((value) => ({ value, label: say(`${prefix}.${value}`) }))
}

/** Categories, pause reasons and form fields of the rulebook, in the reader's tongue. They never change while the app runs. */
export function useTicketChoices() {
  const { pick, say } = usePhrases('tickets')
  const { data } = useRead(readTicketChoices, {})
  const categoryNames = useMemo(
    () => new Map(data?.categories.map((each) => [each.code, capital(pick(each))])),
    [data, pick]
  )
  const reasonNames = useMemo(
    () => new Map(data?.pauseReasons.map((each) => [each.code, capital(pick(each))])),
    [data, pick]
  )

  /** 宽带故障 › 断网; the code itself when the rulebook no longer has it. */
  const category = useCallback(
    (code: string) => {
      const parent = categoryNames.get(code.slice(0, code.lastIndexOf('.')))
      const name = categoryNames.get(code) ?? code
      return parent ? `${parent} › ${name}` : name
    },
    [categoryNames]
  )
  /** A reason of a status: a pause reason, one the product gives itself, or the words somebody wrote. */
  const reason = useCallback(
    (code: string) => {
      const known = reasonNames.get(code)
      if (known) return known
      const key = `reason.${code}`
      const said = /^[a-z-]+$/.test(code) ? say(key) : code
      return said === key ? code : said
    },
    [reasonNames, say]
  )
  const categoryOptions = useCallback(
    (kind?: TicketKind) =>
      (data?.categories ?? [])
        .filter((each) => kind === undefined || each.kinds.includes(kind))
        .map((each) => ({ value: each.code, label: category(each.code) })),
    [data, category]
  )
  return { choices: data, category, reason, categoryOptions }
}

/** Words of the rulebook stand in sentences; alone on a screen they begin with a capital. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
