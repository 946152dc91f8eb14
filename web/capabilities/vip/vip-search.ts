export const tabs = ['promises', 'needs', 'handovers'] as const
export type VipSearch = { tab?: (typeof tabs)[number] | undefined }

export const vipSearch = ({ tab }: Record<string, unknown>): VipSearch => (tabs.includes(tab as 'needs') ? { tab: tab as 'needs' } : {})
