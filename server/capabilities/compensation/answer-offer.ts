import type { answerCompensation as answerOperation } from '@shouwen/contract/compensation'
import type { InputOf } from '@shouwen/contract/operation'
import type { Call } from '#platform/action'
import { refuse } from '#platform/refusal'
import { permitTicket } from '#capabilities/tickets'
import { order } from './deliver.ts'
import { lockOffer, offerHappened, offerView, type OfferView } from './offer.ts'

/** The customer accepts or declines one version of the offer, with signature or recorded consent; only an accepted one is ordered. @norm TK-47 @norm TK-50 */
export async function answerOffer(call: Call, input: InputOf<typeof answerOperation>): Promise<OfferView> {
  const { offer, ticket } = await lockOffer(call, input)
  permitTicket(call, 'compensation.propose', ticket)
  if (offer.state !== 'approved') throw refuse('offer-not-open')
  if (offer.valid_until < call.now) throw refuse('offer-expired')
  const acceptance = JSON.stringify({ how: input.how, words: input.words, reference: input.reference, at: call.now.toISOString() })
  const answered = await offerHappened(call, offer, 'compensation.answered', { state: input.accepted ? 'accepted' : 'declined', acceptance }, { accepted: input.accepted })
  return offerView(call, input.accepted ? await order(call, answered) : answered)
}
