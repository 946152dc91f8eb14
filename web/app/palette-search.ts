import { useEffect, useState } from 'react'
import { type PaletteItem, usePaletteRegistry } from '#lib/palette.ts'

export type Found = { id: string; title: string; items: PaletteItem[] }

const waitMs = 200

/** Asks every search provider a moment after the last key; answers to former texts are dropped. */
export function usePaletteSearch(text: string): { found: Found[]; isSearching: boolean } {
  const { providers } = usePaletteRegistry()
  const [answer, setAnswer] = useState<{ text: string; found: Found[] }>({ text: '', found: [] })
  const asked = text.trim()
  useEffect(() => {
    if (asked === '') return
    const stop = new AbortController()
    const ask = async () => {
      const found = await Promise.all(
        providers.map(async ({ id, title, search }) => ({
          id,
          title,
          // One provider that fails must not hide what the others found.
          items: await search(asked, stop.signal).catch(() => [])
        }))
      )
      if (!stop.signal.aborted) setAnswer({ text: asked, found: found.filter((each) => each.items.length > 0) })
    }
    const timer = setTimeout(() => void ask(), waitMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [asked, providers])
  if (asked === '') return { found: [], isSearching: false }
  return { found: answer.found, isSearching: providers.length > 0 && answer.text !== asked }
}
