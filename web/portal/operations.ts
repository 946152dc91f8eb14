import type * as account from '@shouwen/contract/account'
import type * as callbacks from '@shouwen/contract/callbacks'
import type * as menus from '@shouwen/contract/menus'
import type * as portal from '@shouwen/contract/portal'
import type * as calls from '@shouwen/contract/portal-calls'
import type * as chat from '@shouwen/contract/portal-chat'
import type * as complaints from '@shouwen/contract/portal-complaints'
import type * as tickets from '@shouwen/contract/portal-tickets'
import type * as promises from '@shouwen/contract/public-promises'
import type * as secretary from '@shouwen/contract/secretary'
import type * as surveys from '@shouwen/contract/surveys'
import wire from 'virtual:wire'

type Chat = Omit<typeof chat, 'ClientKey' | 'FileIds' | 'conversationChanged' | 'portalChatOperations'>
type Calls = Omit<typeof calls, 'callChanged' | 'portalCallOperations'>
type Callbacks = Pick<typeof callbacks, 'askCallback' | 'takeMyCallback'>
type Menus = Pick<typeof menus, 'readMenu' | 'answerMenu'>
type Surveys = Pick<typeof surveys, 'readSurvey' | 'answerSurvey' | 'listMySurveys' | 'answerMySurvey'>
type Tickets = Omit<typeof tickets, 'MyTicketItem' | 'portalTicketOperations'>
type Portal = Pick<
  typeof portal,
  'portalSignIn' | 'portalSignOut' | 'getPortalSession' | 'changeServicePassword' | 'setMyConsent'
>

/** The operations at the customer's door: typed as in the contract, without the weight of its schemas. */
export const at = wire as Chat & Calls & Callbacks & Menus & Surveys & Pick<typeof complaints, 'readMyComplaint' | 'readMyProof'> & Tickets & Portal & Pick<typeof account, 'readSampleCustomer'> & Pick<typeof secretary, 'listMySecretaryMessages' | 'readMySecretaryMessages'> & Pick<typeof promises, 'readPublicPromises'>
