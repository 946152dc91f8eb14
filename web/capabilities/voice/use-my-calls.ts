import { listMyCalls } from '@shouwen/contract/calls'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Notice } from '#lib/live.ts'
import { useNotices } from '#lib/notices.ts'
import { refresh, useRead } from '#lib/read.ts'

/** What rings for this person, goes on with them, or owes its result. Read again when a passing sign names them, and now and then. */
export function useMyCalls() {
  const client = useQueryClient()
  const hear = useCallback(
    ({ event }: Notice) => {
      if (event === 'call.sign') void refresh(client, [listMyCalls])
    },
    [client]
  )
  useNotices(hear)
  return useRead(listMyCalls, {}, { everyMs: 20_000 }).data?.items ?? []
}
