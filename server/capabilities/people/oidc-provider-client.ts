import * as client from 'openid-client'
import type { App } from '#platform/app-type'
import { refuse } from '#platform/refusal'

export const callbackPath = '/api/sign-in/oidc/callback'
const known = new WeakMap<App, Promise<client.Configuration>>()

/** What the identity provider says about itself, asked once per process. Refuses with `oidc-not-configured`. */
export function providerOf(app: App): Promise<client.Configuration> {
  const asked = known.get(app)
  if (asked) return asked
  const { oidc } = app.config
  if (!oidc) throw refuse('oidc-not-configured')
  const issuer = new URL(oidc.issuer)
  // Plain http is for a provider on this machine only: anywhere else codes and tokens would travel in the open.
  const execute =
    issuer.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(issuer.hostname)
      ? [client.allowInsecureRequests]
      : []
  const asking = client.discovery(issuer, oidc.clientId, oidc.clientSecret, undefined, { execute })
  known.set(app, asking)
  asking.catch(() => known.delete(app))
  return asking
}

export type Departure = { url: string; state: string; nonce: string; codeVerifier: string }

/** Where to send the browser, and the secrets by which its return is recognised (state, nonce, PKCE). */
export async function departTo(app: App): Promise<Departure> {
  const configuration = await providerOf(app)
  const state = client.randomState()
  const nonce = client.randomNonce()
  const codeVerifier = client.randomPKCECodeVerifier()
  const url = client.buildAuthorizationUrl(configuration, {
    redirect_uri: app.config.publicUrl + callbackPath,
    scope: 'openid email profile',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256'
  })
  return { url: url.href, state, nonce, codeVerifier }
}

export type Identity = {
  /** Issuer and subject: subjects are unique only within their issuer. */
  subject: string
  /** Only when the provider vouches for it. */
  verifiedEmail: string | null
  /** The provider says that more than a password was asked for. */
  secondFactor: boolean
}

const strongMethods = new Set(['mfa', 'otp', 'hwk', 'swk', 'fpt', 'face', 'sc'])

/** Exchanges the code for who it is; throws when anything about the answer is not as sent out. */
export async function identityFrom(app: App, url: URL, sent: Omit<Departure, 'url'>): Promise<Identity> {
  const configuration = await providerOf(app)
  const tokens = await client.authorizationCodeGrant(configuration, url, {
    pkceCodeVerifier: sent.codeVerifier,
    expectedState: sent.state,
    expectedNonce: sent.nonce,
    idTokenExpected: true
  })
  const claims = tokens.claims()
  if (!claims) throw new Error('the identity provider sent no identity')
  const person =
    claims['email'] === undefined ? await client.fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims
  const amr = Array.isArray(claims['amr']) ? claims['amr'] : []
  const email = person['email_verified'] === true && typeof person['email'] === 'string' ? person['email'] : null
  return {
    subject: `${claims.iss} ${claims.sub}`,
    verifiedEmail: email,
    secondFactor: amr.some((method) => strongMethods.has(String(method)))
  }
}
