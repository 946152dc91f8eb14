import { createCustomer } from '@shouwen/contract/customers'
import type { InputOf } from '@shouwen/contract/operation'
import { registerCustomer } from '#capabilities/customers'
import type { Call } from '#platform/action'
import { validInput } from '#platform/validate'

type Input = InputOf<typeof createCustomer>

/** Adds a row of the product with what the client's system keeps with it: the same check, permission and action as at the screen. */
export async function newParty(call: Call, input: Input, outside: { attributes: Record<string, unknown>; status?: string }): Promise<{ id: string }> {
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  return registerCustomer(call, validInput(createCustomer, given) as Input, outside)
}
