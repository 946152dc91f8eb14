export type PlaybooksSearch = { tab?: 'history' | undefined; book?: string | undefined }

/** What the address of the page may say: which playbook is open, and whether the history is. */
export function playbooksSearch(search: Record<string, unknown>): PlaybooksSearch {
  const { tab, book } = search
  return { ...(tab === 'history' ? { tab } : {}), ...(typeof book === 'string' && book.length <= 64 ? { book } : {}) }
}
