// Nothing depends on what customers are shown of their complaints.
import * as contract from '@shouwen/contract/portal-complaints'
import { type Route, serve } from '#platform/action'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { proofForCustomer } from '#capabilities/legal'
import { readMyComplaint } from './my-complaint.ts'

export const routes: Route[] = [serve(contract.readMyComplaint, readMyComplaint), serve(contract.readMyProof, (call, { ticketId }) => proofForCustomer(call, ticketId))]
export const reactions: Reaction[] = []
export const repeating: Repeating[] = []
export async function prepare(): Promise<void> {}
