import { type AnyRoute, useRouter } from '@tanstack/react-router'
import { useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import type { Place } from '#lib/place.ts'
import { useCan } from '#lib/session.ts'

export type NavEntry = { to: string; title: string } & NonNullable<Place['nav']>

/** The entries of the left navigation this person may open, in order. */
export function useNavigation(): NavEntry[] {
  const routes = useRouter().routesById as Record<string, AnyRoute>
  const may = useCan()
  const { say } = usePhrases('places')
  return useMemo(
    () =>
      Object.values(routes)
        .flatMap((route) => {
          const place = route.options.staticData?.place
          if (!place?.nav || !may(place.permission ?? 'signed-in')) return []
          return [{ to: route.fullPath as string, title: say(place.title), ...place.nav }]
        })
        .sort((a, b) => a.order - b.order),
    [routes, may, say]
  )
}
