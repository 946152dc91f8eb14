import { hashOfSecret, newSecret } from '#capabilities/people'
import type { App } from '#platform/app-type'

/** A new token: the region tells where the survey lies, the rest cannot be guessed. Only the hash is kept. */
export function newToken(regionId: number): { token: string; hash: Buffer } {
  const secret = newSecret()
  return { token: `${regionId}.${secret}`, hash: hashOfSecret(secret) }
}

/** Where a token's survey lies. The contract has checked the form of the token. */
export function openToken(token: string): { regionId: number; hash: Buffer } {
  const dot = token.indexOf('.')
  return { regionId: Number(token.slice(0, dot)), hash: hashOfSecret(token.slice(dot + 1)) }
}

/** The address a customer is sent. The token stands behind `#`, so it reaches no server log and no referrer. */
export const surveyLink = (app: App, token: string) => `${app.config.publicUrl.replace(/\/$/, '')}/survey#${token}`
