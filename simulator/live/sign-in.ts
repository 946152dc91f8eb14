import { getSession, readSampleAccounts, signIn } from '@shouwen/contract/account'
import { chatDoor } from '@shouwen/contract/portal-chat'
import { listQueues } from '@shouwen/contract/queues'
import { callOperation, type Door, openDoor } from './door.ts'

export type Colleague = { door: Door; staffId: string; jobNumber: string }
export type Ground = { regionId: number; consentVersion: string; colleagues: Colleague[] }

/** No sample operator here: the simulator signs in as nobody it was not given. */
export class NoSample extends Error {}

/** Accounts of the sample operator that are kept for whoever looks at the demo. */
async function visitorsAccounts(url: string): Promise<{ login: string; password: string; staffId: string; regionId: number }[]> {
  const { items } = await callOperation(openDoor(url), readSampleAccounts, {})
  const known = []
  for (const { login, password } of items) {
    const door = openDoor(url)
    await callOperation(door, signIn, { login, password })
    const { staff } = await callOperation(door, getSession, {})
    if (staff) known.push({ login, password, staffId: staff.id, regionId: staff.regionId })
  }
  return known
}

/**
 * Signs in people of the sample operator who work from the queues customers come into, at most so many of each queue; the accounts the greeting prints
 * stay free for people. Throws `NoSample`.
 */
export async function signInColleagues(url: string, mostPerQueue: number): Promise<Ground> {
  const kept = await visitorsAccounts(url)
  const admin = kept.find((one) => one.login === 'admin')
  if (!admin) throw new NoSample('there is no sample operator at this address')
  const office = openDoor(url)
  await callOperation(office, signIn, { login: admin.login, password: admin.password })
  const { regionId, password } = admin
  const { items } = await callOperation(office, listQueues, { regionId })
  const queues = items.filter((queue) => queue.active && RECEIVING.test(queue.code))
  const chosen = new Map<string, Colleague>()
  for (const { members } of queues)
    for (const { id, jobNumber } of members.filter((one) => !kept.some((account) => account.staffId === one.id)).slice(0, mostPerQueue))
      if (!chosen.has(id)) chosen.set(id, { door: openDoor(url), staffId: id, jobNumber })
  for (const { door, jobNumber } of chosen.values()) await callOperation(door, signIn, { login: jobNumber, password })
  const { consent } = await callOperation(openDoor(url), chatDoor, { regionId })
  return { regionId, consentVersion: consent.version, colleagues: [...chosen.values()] }
}

/** Queues of the sample that customers' chats and calls come into. */
const RECEIVING = /-(general|hotline|vip|calls|chat)$/
