import type { Plugin } from 'vite'

type Facts = { id: string; method: string; path: string; transport: string; staleOn: readonly string[] }

const isOperation = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && 'staleOn' in value && 'path' in value

/**
 * `virtual:wire`: what the portal needs of the contract while it runs (method, path, what makes an answer old), taken from it when the page
 * is built. The schemas and their library stay behind: they would be a quarter of what a customer's phone has to load.
 */
export function wirePlugin(): Plugin {
  return {
    name: 'shouwen-wire',
    resolveId: (id) => (id === 'virtual:wire' ? '\0wire' : undefined),
    async load(id) {
      if (id !== '\0wire') return undefined
      const [chat, calls, callbacks, menus, complaints, tickets, surveys, portal, account, promises, secretary] = await Promise.all([
        import('@shouwen/contract/portal-chat'),
        import('@shouwen/contract/portal-calls'),
        import('@shouwen/contract/callbacks'),
        import('@shouwen/contract/menus'),
        import('@shouwen/contract/portal-complaints'),
        import('@shouwen/contract/portal-tickets'),
        import('@shouwen/contract/surveys'),
        import('@shouwen/contract/portal'),
        import('@shouwen/contract/account'),
        import('@shouwen/contract/public-promises'),
        import('@shouwen/contract/secretary')
      ])
      const { readSurvey, answerSurvey, listMySurveys, answerMySurvey } = surveys
      const { listMySecretaryMessages, readMySecretaryMessages } = secretary
      const used = [
        chat,
        calls,
        complaints,
        { askCallback: callbacks.askCallback, takeMyCallback: callbacks.takeMyCallback, readMenu: menus.readMenu, answerMenu: menus.answerMenu },
        tickets,
        portal,
        promises,
        { readSurvey, answerSurvey, listMySurveys, answerMySurvey, readSampleCustomer: account.readSampleCustomer, listMySecretaryMessages, readMySecretaryMessages }
      ]
      const facts = used.flatMap((module) => Object.values(module)).filter(isOperation)
      const wire = Object.fromEntries(
        facts.map(({ id, method, path, transport, staleOn }) => [id, { id, method, path, transport, staleOn }])
      )
      return `export default ${JSON.stringify(wire)}`
    }
  }
}
