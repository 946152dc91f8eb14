import * as contract from '@shouwen/contract/secretary'
import { type Route, serve } from '#platform/action'
import { findSubscription, listSubscriptions, readWhereabouts, secretaryWords } from './find-subscription.ts'
import { listMySecretaryMessages, listSecretaryMessages, readMySecretaryMessages } from './list-messages.ts'
import { changeSubscription, createSubscription, endSubscription } from './save-subscription.ts'
import { takeMessage } from './take-message.ts'

export const routes: Route[] = [
  serve(contract.secretaryWords, secretaryWords),
  serve(contract.findSubscription, findSubscription),
  serve(contract.listSubscriptions, listSubscriptions),
  serve(contract.createSubscription, createSubscription),
  serve(contract.changeSubscription, changeSubscription),
  serve(contract.endSubscription, endSubscription),
  serve(contract.readWhereabouts, readWhereabouts),
  serve(contract.takeSecretaryMessage, takeMessage),
  serve(contract.listSecretaryMessages, listSecretaryMessages),
  serve(contract.listMySecretaryMessages, listMySecretaryMessages),
  serve(contract.readMySecretaryMessages, readMySecretaryMessages)
]
