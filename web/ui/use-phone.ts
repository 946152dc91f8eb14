import { useSyncExternalStore } from 'react'

const query = '(max-width: 767px)'

/** Is the page as narrow as a phone held in one hand? */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const media = matchMedia(query)
      media.addEventListener('change', listener)
      return () => media.removeEventListener('change', listener)
    },
    () => matchMedia(query).matches,
    () => false
  )
}
