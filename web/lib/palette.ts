import { useEffect, useSyncExternalStore } from 'react'
import type { IconName } from '#ui/icon.tsx'

/** Something the Ctrl-K palette offers: a command, or a thing that was found. */
export type PaletteItem = {
  id: string
  title: string
  detail?: string
  icon?: IconName
  keys?: string
  run: () => void
}

/** Finds things for what was typed. Called with at least one character, again for every change. */
export type SearchProvider = {
  id: string
  /** Heading over what it found: 工单. */
  title: string
  search: (text: string, signal: AbortSignal) => Promise<PaletteItem[]>
}

type Registry = { commands: readonly PaletteItem[]; providers: readonly SearchProvider[] }

let registry: Registry = { commands: [], providers: [] }
const listeners = new Set<() => void>()

function change(next: Registry): void {
  registry = next
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** What the palette offers now. */
export function usePaletteRegistry(): Registry {
  return useSyncExternalStore(subscribe, () => registry)
}

/** Offers commands while the component is on screen. Pass the same array as long as nothing changed (useMemo). */
export function useCommands(commands: readonly PaletteItem[]): void {
  useEffect(() => {
    change({ ...registry, commands: [...registry.commands, ...commands] })
    return () => change({ ...registry, commands: registry.commands.filter((each) => !commands.includes(each)) })
  }, [commands])
}

/** Offers a search for as long as the app runs, or until the returned function is called. */
export function addSearchProvider(provider: SearchProvider): () => void {
  change({ ...registry, providers: [...registry.providers, provider] })
  return () => change({ ...registry, providers: registry.providers.filter((each) => each !== provider) })
}
