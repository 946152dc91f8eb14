import type { InputOf, Operation, OutputOf } from '@shouwen/contract/operation'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, isRefused, newIdempotencyKey, type Refused } from './call.ts'
import { refresh } from './read.ts'

type Act<Op extends Operation> = { input: InputOf<Op>; files?: readonly File[]; purpose?: string; key: string }

export type ActOptions<Op extends Operation> = {
  /** Reads that show the result and should not wait for the event to arrive. */
  refreshes?: readonly Operation[]
  onDone?: (output: OutputOf<Op>, input: InputOf<Op>) => void
}

/**
 * A write of the contract. `act(input)` resolves with the output, or with undefined when it was refused; the refusal is
 * then in `refusal` (show it with RefusalNotice). Each act has its own idempotency key, kept when the network makes us
 * send it again, so a double click on a bad line happens once.
 */
export function useAct<Op extends Operation>(operation: Op, options: ActOptions<Op> = {}) {
  const client = useQueryClient()
  const mutation = useMutation<OutputOf<Op>, Refused, Act<Op>>({
    mutationKey: [operation.id],
    mutationFn: ({ input, files, purpose, key }) => call(operation, input, { files, purpose, idempotencyKey: key }),
    retry: (failures, error) => failures < 2 && isRefused(error, 'unreachable'),
    onSuccess: async (output, { input }) => {
      options.onDone?.(output, input)
      if (options.refreshes) await refresh(client, options.refreshes)
    }
  })
  return {
    act: async (
      input: InputOf<Op>,
      more: { files?: readonly File[]; purpose?: string } = {}
    ): Promise<OutputOf<Op> | undefined> => {
      try {
        return await mutation.mutateAsync({ input, ...more, key: newIdempotencyKey() })
      } catch (error) {
        if (isRefused(error)) return undefined
        throw error
      }
    },
    isBusy: mutation.isPending,
    refusal: mutation.error ?? undefined,
    /** The input being sent, for showing the result before it is confirmed. */
    sending: mutation.isPending ? mutation.variables?.input : undefined,
    forget: mutation.reset
  }
}
