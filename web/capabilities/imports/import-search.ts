/** Which import is open beside the list; an import is named by its region and id. */
export type ImportSearch = { open?: string | undefined; region?: number | undefined }

export function importSearch(given: Record<string, unknown>): ImportSearch {
  const { open, region } = given
  return typeof open === 'string' && typeof region === 'number' && Number.isInteger(region) ? { open, region } : {}
}
