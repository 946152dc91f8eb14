/** `97.5%`, rounded down so that nothing is shown better than it is; a dash for what cannot be said. */
export function percent(share: number | null): string {
  return share === null ? '—' : `${Math.floor(share * 1_000 + 1e-9) / 10}%`
}
