export const deliveryStates = ['waiting', 'delivered', 'failed', 'dropped'] as const
export type WebhookSearch = {
  open?: string | undefined
  panel?: 'new' | undefined
  state?: (typeof deliveryStates)[number] | undefined
}

export function webhookSearch(given: Record<string, unknown>): WebhookSearch {
  return {
    open: typeof given['open'] === 'string' && given['open'] !== '' ? given['open'] : undefined,
    panel: given['panel'] === 'new' ? 'new' : undefined,
    state: deliveryStates.find((state) => state === given['state'])
  }
}
