// What other capabilities may ask of the short messages: everything else in this folder is its own business.
import { receiveSmsReceipt as receiptOperation } from '@shouwen/contract/sms'
import { type Route, serve } from '#platform/action'
import type { App } from '#platform/app-type'
import { type Repeating, work } from '#platform/jobs'
import type { Reaction } from '#platform/reactions'
import { receiveSmsReceipt } from './receive-receipt.ts'
import { sendSms, watchSms } from './send-sms.ts'

export { connectSms, type OutgoingSms, SmsNotTaken, type SmsSender } from './ports.ts'
export { type SmsToCustomer, smsToCustomer } from './sms-to-customer.ts'
export { smsAbout } from './messages-about.ts'
export { isMobile, mobileOf, queueSms, smsDeliveries } from './queue-sms.ts'

export const routes: Route[] = [serve(receiptOperation, receiveSmsReceipt)]
export const reactions: Reaction[] = []
export const repeating: Repeating[] = [watchSms]

export async function prepare(_app: App): Promise<void> {
  work(sendSms)
}
