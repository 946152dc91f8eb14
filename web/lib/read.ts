import type { InputOf, Operation, OutputOf } from '@shouwen/contract/operation'
import { keepPreviousData, type QueryClient, skipToken, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { call, isRefused, type Refused } from './call.ts'

// `call` throws nothing else.
declare module '@tanstack/react-query' {
  interface Register {
    defaultError: Refused
  }
}

export type ReadOptions = {
  /** False while the input is not complete yet. */
  enabled?: boolean
  /** Why masked fields are wanted; part of the key, so a masked answer is never shown as an unmasked one or reverse. */
  purpose?: string
  /** Keep showing the former answer while another input loads (filters, search as you type). */
  keep?: boolean
  /** Re-read every so many milliseconds; for figures that no event makes stale. */
  everyMs?: number
}

/**
 * Reads an operation and stays true: the answer is read again when an event of its `staleOn` arrives (see live.ts).
 * The key is `[operation.id, input]`.
 */
export function useRead<Op extends Operation>(operation: Op, input: InputOf<Op>, options: ReadOptions = {}) {
  const { enabled = true, purpose, keep, everyMs } = options
  return useQuery<OutputOf<Op>>({
    queryKey: purpose ? [operation.id, input, { purpose }] : [operation.id, input],
    queryFn: enabled ? ({ signal }) => call(operation, input, { signal, purpose }) : skipToken,
    placeholderData: keep ? (keepPreviousData as never) : undefined,
    refetchInterval: everyMs ?? false,
    meta: { operation }
  })
}

type PageOf<Item> = { items: Item[]; nextCursor: string | null }
type ItemOf<Op extends Operation> = OutputOf<Op> extends PageOf<infer Item> ? Item : never

/**
 * Reads a keyset-paged list page after page. `items` holds everything read so far; `readMore` fetches the next page.
 * `input` is the operation's input without `cursor`.
 */
export function useReadPages<Op extends Operation>(
  operation: Op,
  input: Omit<InputOf<Op>, 'cursor'>,
  options: Pick<ReadOptions, 'enabled' | 'keep'> = {}
) {
  const query = useInfiniteQuery({
    queryKey: [operation.id, input, 'pages'],
    queryFn:
      options.enabled === false
        ? skipToken
        : ({ signal, pageParam }) =>
            call(operation, (pageParam ? { ...input, cursor: pageParam } : input) as InputOf<Op>, {
              signal
            }) as Promise<PageOf<ItemOf<Op>>>,
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: options.keep ? keepPreviousData : undefined,
    meta: { operation }
  })
  return {
    items: query.data?.pages.flatMap((page) => page.items) ?? [],
    firstPage: query.data?.pages[0] as OutputOf<Op> | undefined,
    isLoading: query.isPending && query.fetchStatus !== 'idle',
    isReadingMore: query.isFetchingNextPage,
    isStale: query.isPlaceholderData,
    error: query.error,
    hasMore: query.hasNextPage,
    readMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch()
  }
}

/** Marks every answer of these operations as old; those on screen are read again at once. */
export function refresh(client: QueryClient, operations: readonly Operation[]): Promise<unknown> {
  return Promise.all(operations.map((operation) => client.invalidateQueries({ queryKey: [operation.id] })))
}

/** A read is repeated only when repeating may help: never after a refusal, twice when the server could not be reached. */
export function retryRead(failures: number, error: unknown): boolean {
  if (isRefused(error) && error.status >= 400 && error.status < 500 && error.status !== 429) return false
  return failures < 2
}
