// What other capabilities may ask of the surveys: everything else in this folder is its own business.
import { addTimelineSource } from '#capabilities/contacts'
import type { App } from '#platform/app-type'
import type { Repeating } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { askAfterClose } from './ask-after-close.ts'
import { surveysInHistory } from './customer-history.ts'
import { followUpLowScore } from './follow-up-low-score.ts'

export { askAbout } from './ask-after-close.ts'
export { followUp } from './follow-up-low-score.ts'
export { giveAnswer } from './give-answer.ts'
export { surveysOfTicket } from './surveys-of-ticket.ts'
export { routes } from './routes.ts'

export const reactions: Reaction[] = [askAfterClose, followUpLowScore]
export const repeating: Repeating[] = []
export async function prepare(_app: App): Promise<void> {
  addTimelineSource(surveysInHistory)
}
