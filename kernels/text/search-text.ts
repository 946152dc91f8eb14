import { fold } from './fold.ts'

const notSearchable = /[^\p{L}\p{M}\p{N}\n]+/gu
const emptyLines = /\n{2,}/g

/**
 * The form in which a text is searched: folded, letters and digits only, so that “138-1234 5678” is found as
 * 13812345678 and punctuation never hides a word. Lines stay apart (`\n`), so two fields joined by a line break
 * do not make words together. Contains nothing that LIKE treats specially.
 */
export function searchText(text: string): string {
  return fold(text)
    .replace(notSearchable, '')
    .replace(emptyLines, '\n')
    .replace(/^\n|\n$/g, '')
}
