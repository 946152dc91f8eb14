import { type AnchorHTMLAttributes, type ReactNode, useSyncExternalStore } from 'react'

const listeners = new Set<() => void>()
const tell = () => {
  for (const listener of listeners) listener()
}
addEventListener('popstate', tell)

/** The part of the address after `/portal`: `/`, `/chat`, `/tickets/…`. */
export function usePlace(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => placeOf(location.pathname)
  )
}

const placeOf = (pathname: string) => pathname.replace(/^\/portal(?=\/|$)/, '').replace(/\/+$/, '') || '/'

const addressOf = (place: string) => `/portal${place}${location.search}`

/** Goes to another page of the portal; `replace` leaves no step back. */
export function go(place: string, { replace = false } = {}): void {
  history[replace ? 'replaceState' : 'pushState']({}, '', addressOf(place))
  scrollTo(0, 0)
  tell()
}

/** A link inside the portal; with a modifier key it is the browser's. */
export function Go({
  to,
  children,
  ...rest
}: { to: string; children: ReactNode } & Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  return (
    <a
      {...rest}
      href={addressOf(to)}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
        event.preventDefault()
        go(to)
      }}
    >
      {children}
    </a>
  )
}
