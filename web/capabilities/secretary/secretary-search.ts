export type SecretarySearch = { tab?: 'subscribers' | undefined; open?: string | undefined }

export function secretarySearch({ tab, open }: Record<string, unknown>): SecretarySearch {
  return { ...(tab === 'subscribers' ? { tab } : {}), ...(typeof open === 'string' && open !== '' ? { open } : {}) }
}
