import type { Phrase } from '@shouwen/contract/operation'
import { createContext, type ReactNode, use, useEffect, useMemo, useState } from 'react'
import { type Language, type Words, WordsContext } from '#ui/words.ts'
import { useSettings } from './settings.ts'

type Tree = { [key: string]: string | Tree }
type Values = Record<string, string | number>
type Book = { language: Language; portal: Map<string, string>; ui: Map<string, string> }

const files = import.meta.glob<Tree>('../phrases/*/{portal,ui}.json', { import: 'default' })
const Books = createContext<Book>({ language: 'zh-CN', portal: new Map(), ui: new Map() })

/** The portal's phrases in one language. The desk's translation library would weigh more than all of them. */
export async function loadPhrases(language: Language): Promise<Book> {
  const read = async (name: string) => files[`../phrases/${language}/${name}.json`]?.()
  const [portal, ui] = await Promise.all([read('portal'), read('ui')])
  return { language, portal: flat(portal ?? {}), ui: flat(ui ?? {}) }
}

function flat(tree: Tree, before = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...flat(value, `${before}${key}.`)]
    )
  )
}

const fill = (book: Map<string, string>, language: Language, key: string, values: Values) => {
  const one = language === 'en' && values['count'] === 1 ? book.get(`${key}_one`) : undefined
  const other = language === 'en' && 'count' in values ? book.get(`${key}_other`) : undefined
  return (one ?? other ?? book.get(key) ?? key).replace(/\{\{(\w+)\}\}/g, (_, name: string) =>
    String(values[name] ?? '')
  )
}

/** Speaks the chosen language to everything inside; the former stays until the next one is there. */
export function Speaking({ first, children }: { first: Book; children: ReactNode }) {
  const { language } = useSettings()
  const [book, setBook] = useState(first)
  useEffect(() => {
    let current = true
    void loadPhrases(language).then((next) => current && setBook(next))
    return () => {
      current = false
    }
  }, [language])
  const words = useMemo<Words>(
    () => ({
      say: (key, values = {}) => fill(book.ui, book.language, key, values),
      language: book.language,
      timeZone: 'Asia/Shanghai'
    }),
    [book]
  )
  return (
    <Books value={book}>
      <WordsContext value={words}>{children}</WordsContext>
    </Books>
  )
}

/** The portal's phrases, as `usePhrases` of the desk. */
export function usePhrases(_namespace: 'portal') {
  const book = use(Books)
  return useMemo(
    () => ({
      language: book.language,
      say: (key: string, values: Values = {}) => fill(book.portal, book.language, key, values),
      pick: (phrase: Phrase) => (book.language === 'en' ? phrase.en : phrase.zh)
    }),
    [book]
  )
}
