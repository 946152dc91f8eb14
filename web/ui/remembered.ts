import { useCallback, useState } from 'react'

/** State kept in this browser under a key: display preferences only, never data about people. */
export function useRemembered<T>(key: string, initial: T): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => recall(key) ?? initial)
  const remember = useCallback(
    (next: T) => {
      setValue(next)
      try {
        localStorage.setItem(key, JSON.stringify(next))
      } catch {
        // A full or forbidden storage only means the choice is not kept.
      }
    },
    [key]
  )
  return [value, remember]
}

function recall<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}
