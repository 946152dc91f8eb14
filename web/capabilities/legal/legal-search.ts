export const shows = ['cases', 'referrals', 'statements', 'holds', 'labels'] as const
export type Show = (typeof shows)[number]
export type LegalSearch = { show?: Show; open?: string }

/** What the list of the legal people shows, as it stands in the address. */
export function legalSearch(search: Record<string, unknown>): LegalSearch {
  const show = shows.find((one) => one === search['show'])
  const open = typeof search['open'] === 'string' ? search['open'].slice(0, 40) : undefined
  return { ...(show ? { show } : {}), ...(open ? { open } : {}) }
}
