/** Fen as yuan with two places: `¥5,000.00`. */
export const yuan = (fen: number) => `¥${(fen / 100).toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`

/** A length of a file as people read it. */
export const size = (bytes: number) => (bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`)

/** Yuan as typed, in fen; undefined when it is no amount. */
export function fenOf(text: string): number | undefined {
  if (!/^\d{1,10}(\.\d{1,2})?$/.test(text.trim())) return undefined
  const [whole = '0', part = ''] = text.trim().split('.')
  return Number(whole) * 100 + Number(part.padEnd(2, '0'))
}
