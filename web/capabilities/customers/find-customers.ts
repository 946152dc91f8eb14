import { listCustomers } from '@shouwen/contract/customers'
import { call } from '#lib/call.ts'
import type { PaletteItem } from '#lib/palette.ts'

const FEWEST_DIGITS = 5

/** Customers for the palette, by name or a whole number. Every search is audited, so what can find nobody is not asked. */
export async function findCustomers(text: string, signal: AbortSignal): Promise<PaletteItem[]> {
  if (!worthAsking(text)) return []
  const { items } = await call(listCustomers, { q: text, limit: 6 }, { signal })
  return items.map((item) => ({
    id: `customer ${item.id}`,
    title: item.name,
    detail: [item.number, item.vip ? 'VIP' : undefined, item.grade === 'ordinary' ? undefined : item.grade, item.phone]
      .filter(Boolean)
      .join(' · '),
    icon: 'customer',
    // The router listens to the history, and knows nobody outside its components.
    run: () => history.pushState({}, '', `/customers/${item.regionId}/${item.id}`)
  }))
}

/** Two letters or characters of a name, or enough of a number. */
export function worthAsking(text: string): boolean {
  const letters = text.replaceAll(/\s/g, '')
  return /^[\d+()-]+$/.test(letters) ? letters.replaceAll(/\D/g, '').length >= FEWEST_DIGITS : [...letters].length >= 2
}
