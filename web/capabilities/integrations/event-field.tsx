import { type ComponentProps, lazy, Suspense } from 'react'
import { Skeleton } from '#ui/skeleton.tsx'

// The names of all events come with all contracts, which the list of webhooks need not wait for.
const EventSelect = lazy(() => import('./event-select.tsx').then((part) => ({ default: part.EventSelect })))

/** Chooses events, once their names are there. */
export function EventField(props: ComponentProps<typeof EventSelect>) {
  return (
    <Suspense fallback={<Skeleton lines={1} />}>
      <EventSelect {...props} />
    </Suspense>
  )
}
