import { searchTickets } from '@shouwen/contract/ticket-lists'
import i18next from 'i18next'
import { call } from '#lib/call.ts'
import type { PaletteItem } from '#lib/palette.ts'

/** Tickets for the palette: the one whose number was typed first, then those with these words. One character finds nothing. */
export async function findTickets(text: string, signal: AbortSignal): Promise<PaletteItem[]> {
  if ([...text].length < 2) return []
  const { items } = await call(searchTickets, { q: text, limit: 6 }, { signal })
  return items.map((item) => ({
    id: `ticket ${item.id}`,
    title: item.title,
    detail: `${item.number} · ${i18next.t(`status.${item.status}`, { ns: 'tickets' })}`,
    icon: 'ticket',
    // The router listens to the history, and knows nobody outside its components.
    run: () => history.pushState({}, '', `/tickets/${item.id}`)
  }))
}
