export const shows = ['open', 'source', 'all'] as const
export type CorrectionSearch = { show?: (typeof shows)[number] | undefined; open?: string | undefined }

export function correctionSearch({ show, open }: Record<string, unknown>): CorrectionSearch {
  return {
    ...(shows.includes(show as 'all') ? { show: show as 'all' } : {}),
    ...(typeof open === 'string' && open !== '' ? { open } : {})
  }
}
