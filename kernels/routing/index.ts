export { estimateWaitSeconds, type Throughput } from './estimate-wait.ts'
export { type Desk, fits, offerChats, type Offer, type WaitingChat } from './offer-chats.ts'
