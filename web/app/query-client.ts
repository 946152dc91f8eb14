import { getSession } from '@shouwen/contract/account'
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isRefused } from '#lib/call.ts'
import { refresh, retryRead } from '#lib/read.ts'

/** Somebody's session ended while the page was open: ask again who is signed in, and the gate does the rest. */
function noticeSignOut(error: Error): void {
  if (isRefused(error, 'not-signed-in')) void refresh(client, [getSession])
}

/** Answers on this page. The live stream keeps them true, so they are fresh until an event says otherwise; five minutes is the net. */
export const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeSignOut }),
  mutationCache: new MutationCache({ onError: noticeSignOut }),
  defaultOptions: { queries: { staleTime: 300_000, gcTime: 900_000, retry: retryRead } }
})
