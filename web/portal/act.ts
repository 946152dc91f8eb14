import type { InputOf, Operation, OutputOf } from '@shouwen/contract/operation'
import { useCallback, useRef, useState } from 'react'
import { call, isRefused, newIdempotencyKey, type Refused } from '#lib/call.ts'
import { refresh } from './read.ts'

/** A write, as `useAct` of the desk: the output, or undefined when it was refused; the refusal is then in `refusal`. */
export function useAct<Op extends Operation>(operation: Op, refreshes: Operation[] = []) {
  const [isBusy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<Refused>()
  const after = useRef(refreshes)
  const act = useCallback(
    async (input: InputOf<Op>, files?: readonly File[]): Promise<OutputOf<Op> | undefined> => {
      setBusy(true)
      try {
        const output = await sent(operation, input, files)
        setRefusal(undefined)
        await refresh(...after.current)
        return output
      } catch (error) {
        if (!isRefused(error)) throw error
        setRefusal(error)
        return undefined
      } finally {
        setBusy(false)
      }
    },
    [operation]
  )
  return { act, isBusy, refusal, forget: () => setRefusal(undefined) }
}

/** Sends it again, with the same key, when the network was gone for a moment: it still happens once. */
async function sent<Op extends Operation>(
  operation: Op,
  input: InputOf<Op>,
  files?: readonly File[]
): Promise<OutputOf<Op>> {
  const idempotencyKey = newIdempotencyKey()
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await call(operation, input, { files, idempotencyKey })
    } catch (error) {
      if (attempt >= 2 || !isRefused(error, 'unreachable')) throw error
      await new Promise((resolve) => setTimeout(resolve, 800 * (attempt + 1)))
    }
  }
}
