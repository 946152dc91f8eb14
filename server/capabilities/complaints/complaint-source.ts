import type { AskedField, ComplaintView } from '@shouwen/contract/complaint-schemas'
import { rulebook } from '#server/rulebook'
import type { AskedField as AskedInBook, ComplaintSource } from '#server/rulebook-complaints'

/** The sources of rulebook/complaints/complaint-sources.yaml. */
export const sources = (): Readonly<Record<string, ComplaintSource>> => rulebook().complaints.sources.sources

/** The source of a ticket as it is marked: an office before a channel; whatever nobody thought of was found internally. @norm TK-01 */
export function sourceOf(ticket: { channel: string; source: string }): string {
  const all = Object.entries(sources())
  const whole = all.find(([, one]) => one.ticket.channel === ticket.channel && one.ticket.source === ticket.source)
  const office = all.find(([, one]) => one.outside && one.ticket.source !== 'customer' && one.ticket.source === ticket.source)
  const channel = all.find(([, one]) => one.ticket.channel === ticket.channel && ticket.source === 'customer')
  return (office ?? whole ?? channel ?? ['internal'])[0]
}

/** A source with its words, fields and clauses as screens show it. */
export function sourceView(code: string): ComplaintView['source'] {
  const one = sources()[code] ?? (sources()['internal'] as ComplaintSource)
  const clauses = new Map(rulebook().clauses.map((clause) => [clause.id, clause.title]))
  return {
    code,
    zh: one.zh,
    en: one.en,
    outside: one.outside === true,
    number: one.number ? { ...one.number } : null,
    fields: one.fields.map(fieldView),
    clauses: one.clauses.flatMap((id) => {
      const title = clauses.get(id)
      return title ? [{ id, zh: title.zh, en: title.en }] : []
    })
  }
}

/** An asked field with its choices as a list. */
export function fieldView({ code, type, required, zh, en, choices }: AskedInBook): AskedField {
  return { code, type, required: required === true, zh, en, choices: Object.entries(choices ?? {}).map(([choice, words]) => ({ code: choice, ...words })) }
}
