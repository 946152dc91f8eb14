// A real OpenID provider on loopback, for tests of single sign-on.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

const secret = 'a-secret-of-the-test'

type Options = {
  /** Claims by subject. */
  people: Record<string, Record<string, unknown>>
  /** Who signs in there now; undefined shows a page with a button for each of the people. */
  visitor?: () => string
  /** Where the provider may send a browser back to; may be given later, before the first sign-in. */
  redirectUri?: string
}

/** Starts the provider. `env` is what our product needs to know of it. */
export async function startOidcProvider({ people, visitor, redirectUri }: Options) {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function serve(uri: string): void {
    const provider = new Provider(issuer, {
      clients: [{ client_id: 'shouwen', client_secret: secret, redirect_uris: [uri] }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      findAccount: (_context: unknown, sub: string) => ({
        accountId: sub,
        claims: async () => ({ sub, ...people[sub] })
      }),
      interactions: { url: (_context: unknown, interaction: { uid: string }) => `/sign/${interaction.uid}` },
      features: { devInteractions: { enabled: false } },
      ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600 }
    })
    const callback = provider.callback()
    const letIn = async (request: IncomingMessage, response: ServerResponse, subject: string) => {
      const { params, session, grantId } = await provider.interactionDetails(request, response)
      const grant =
        (grantId && (await provider.Grant.find(grantId))) ||
        new provider.Grant({ accountId: session?.accountId ?? subject, clientId: String(params['client_id']) })
      grant.addOIDCScope('openid email profile')
      await provider.interactionFinished(
        request,
        response,
        { login: { accountId: subject }, consent: { grantId: await grant.save() } },
        { mergeWithLastSubmission: true }
      )
    }
    server.on('request', (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '/', issuer)
      if (!pathname.startsWith('/sign/')) return callback(request, response)
      const subject = visitor?.() ?? searchParams.get('as')
      if (subject) return void letIn(request, response, subject)
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
      response.end(
        `<!doctype html><html lang="zh-CN"><title>统一身份</title><h1>统一身份</h1>${Object.keys(people)
          .map((sub) => `<a href="${pathname}?as=${sub}">${sub}</a>`)
          .join(' ')}</html>`
      )
    })
  }
  if (redirectUri) serve(redirectUri)
  return {
    env: { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: 'shouwen', OIDC_CLIENT_SECRET: secret },
    serve,
    stop: () => {
      server.closeAllConnections()
      server.close()
    }
  }
}

export type OidcProvider = Awaited<ReturnType<typeof startOidcProvider>>
