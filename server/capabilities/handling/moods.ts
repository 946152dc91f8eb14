/** How a customer feels, from worst to best; what counts as calmer. */
const order = ['threatening', 'angry', 'annoyed', 'calm']

/** Is the mood after better than before? Null when one of them is not known. @norm TK-48 */
export function isCalmer(before: string | null, after: string | null): boolean | null {
  if (before === null || after === null) return null
  return order.indexOf(after) > order.indexOf(before)
}
