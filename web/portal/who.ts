import type { OutputOf } from '@shouwen/contract/operation'
import { isRefused } from '#lib/call.ts'
import { at } from './operations.ts'
import { useRead } from './read.ts'

export type Customer = OutputOf<typeof at.getPortalSession>
export type Conversation = OutputOf<typeof at.readMyConversation>
export type Message = OutputOf<typeof at.listMyMessages>['items'][number]

/** Who stands at the door: a customer who signed in, or anybody. Undefined until we know. */
export function useCustomer(): {
  customer: Customer | undefined
  isKnown: boolean
  error: ReturnType<typeof useRead>['error']
  retry: () => void
} {
  const { data, error, retry } = useRead(at.getPortalSession, {})
  const isNobody = isRefused(error, 'not-signed-in')
  return {
    customer: isNobody ? undefined : data,
    isKnown: data !== undefined || isNobody,
    error: isNobody ? undefined : error,
    retry
  }
}

/** The conversation that goes on, else the last one. */
export function useLatestConversation(): {
  conversation: Conversation | undefined
  isKnown: boolean
  error: ReturnType<typeof useRead>['error']
  retry: () => void
} {
  const { data, error, retry } = useRead(at.listMyConversations, { limit: 5 })
  const chats = data?.items.filter((one) => one.channel === 'chat')
  return {
    conversation: chats?.find((one) => one.state !== 'closed') ?? chats?.[0],
    isKnown: data !== undefined,
    error,
    retry
  }
}
