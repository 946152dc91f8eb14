/** Names in braces of a path, in order: `/api/tickets/{ticketId}` → `['ticketId']`. On its own, so that a light page needs no schemas. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string)
}
