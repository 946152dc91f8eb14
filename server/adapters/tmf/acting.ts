import type { InputOf, Operation, OutputOf } from '@shouwen/contract/operation'
import * as contacts from '#capabilities/contacts'
import * as customers from '#capabilities/customers'
import * as tickets from '#capabilities/tickets'
import { holds } from '#platform/access'
import type { Call, Route } from '#platform/action'
import { refuse } from '#platform/refusal'
import { validInput } from '#platform/validate'

const routes = new Map<string, Route>([...tickets.routes, ...customers.routes, ...contacts.routes].map((route) => [route.operation.id, route]))

/**
 * Does in this transaction what the operation of the contract would do over HTTP: same validation, same permission, same action.
 * So what comes in by TMF is never a second model.
 */
export async function act<Op extends Operation>(call: Call, operation: Op, input: InputOf<Op>): Promise<OutputOf<Op>> {
  const route = routes.get(operation.id)
  if (!route) throw new Error(`no action serves ${operation.id}`)
  if (operation.permission.includes('.') && !holds(call.actor, operation.permission)) throw refuse('not-permitted', { verb: operation.permission })
  const given = Object.fromEntries(Object.entries(input as Record<string, unknown>).filter(([, value]) => value !== undefined))
  return route.action(call, validInput(operation, given) as never) as Promise<OutputOf<Op>>
}
