export const tabs = ['work', 'campaigns', 'exceptions'] as const
export type OutboundTab = (typeof tabs)[number]
export type OutboundSearch = { tab?: OutboundTab | undefined; campaign?: string | undefined; panel?: 'new' | 'edit' | undefined }

export function outboundSearch({ tab, campaign, panel }: Record<string, unknown>): OutboundSearch {
  return {
    ...(tabs.includes(tab as OutboundTab) ? { tab: tab as OutboundTab } : {}),
    ...(typeof campaign === 'string' && campaign !== '' ? { campaign } : {}),
    ...(panel === 'new' || panel === 'edit' ? { panel } : {})
  }
}
