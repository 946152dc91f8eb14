import * as contract from '@shouwen/contract/integrations'
import { type Route, serve } from '#platform/action'
import { listDeliveries, resendDeliveries, resendDelivery, testWebhook } from './deliveries.ts'
import { listWebhooks } from './list-webhooks.ts'
import { createWebhook, deleteWebhook, rotateWebhookSecret, updateWebhook } from './save-webhook.ts'

export const routes: Route[] = [
  serve(contract.listWebhooks, listWebhooks),
  serve(contract.createWebhook, createWebhook, { secretAnswer: true }),
  serve(contract.updateWebhook, updateWebhook),
  serve(contract.deleteWebhook, deleteWebhook),
  serve(contract.rotateWebhookSecret, rotateWebhookSecret, { secretAnswer: true }),
  serve(contract.listDeliveries, listDeliveries),
  serve(contract.resendDelivery, resendDelivery),
  serve(contract.resendDeliveries, resendDeliveries),
  serve(contract.testWebhook, testWebhook)
]
