import { executeProposal, listProposals } from '@shouwen/contract/playbooks'
import { sql } from 'kysely'
import { startFloorDesk, type Worker } from '../../floor/testing/floor-desk.ts'
import { watchPlaybooks } from '../watch-region.ts'

/** A floor with everybody the surge ladder may call, a supervisor, and a queue whose length the test decides. */
export async function startSurgeDesk(options: Parameters<typeof startFloorDesk>[0] = {}) {
  const d = await startFloorDesk(options)
  const { t } = d
  const crew = async (n: number, role: string, skills: Record<string, number> = {}) => {
    const people: Worker[] = []
    for (let at = 0; at < n; at++) people.push(await d.person(role, skills))
    return people
  }
  const agents = await crew(4, 'agent', { billing: 3 })
  const pools = {
    'floating-expert': await crew(3, 'agent', { 'floating-expert': 5 }),
    outbound: await crew(4, 'outbound-agent'),
    quality: await crew(3, 'quality-inspector'),
    'back-office': await crew(4, 'back-office')
  }
  const boss = await d.person('shift-leader', {}, d.units.hotline)
  await d.queue('hn-calls', agents, 'billing')
  const homes: Record<string, string> = { 'floating-expert': 'own-work', outbound: 'outbound', quality: 'own-work', 'back-office': 'own-work' }
  for (const agent of agents) await d.online(agent)
  for (const [pool, people] of Object.entries(pools)) for (const one of people) await d.online(one, homes[pool] as string)
  const everybody = [...agents, ...Object.values(pools).flat()]
  const waiting: string[] = []

  /** Everybody's browser is there, as it would tell every few seconds. */
  const beat = () => sql`update floor.seat set last_seen_at = ${t.app.clock.now()} where region_id = 1`.execute(t.db)
  /** So many callers wait from now on: others give up or arrive. */
  const queue = async (n: number) => {
    while (waiting.length < n) waiting.push(await d.arrive())
    while (waiting.length > n) await d.giveUp(waiting.shift() as string)
  }
  const look = () => watchPlaybooks(t.app)
  /** Time passes, looked at every so many seconds. */
  const pass = async (seconds: number, everySeconds = 10) => {
    for (let at = 0; at < seconds; at += everySeconds) {
      t.clock.advance(everySeconds * 1000)
      await beat()
      await look()
    }
  }
  const proposals = async () => (await t.ok(listProposals, { regionId: 1 }, boss)).items
  const proposal = async () => (await proposals())[0]
  const execute = async (staffIds?: string[]) => t.ok(executeProposal, { regionId: 1, proposalId: (await proposal())?.id ?? '', ...(staffIds ? { staffIds } : {}) }, boss)
  const states = async () => Object.fromEntries((await t.db.selectFrom('floor.seat').select(['staff_id', 'state']).where('region_id', '=', 1).execute()).map((row) => [row.staff_id, row.state]))
  return { ...d, agents, pools, boss, everybody, beat, queue, look, pass, proposals, proposal, execute, states }
}

export type SurgeDesk = Awaited<ReturnType<typeof startSurgeDesk>>
