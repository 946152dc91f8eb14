// A small operator for tests of this capability: a group with two provinces, each with a hotline of two teams.
import { sql } from 'kysely'
import type { TestApp } from '#platform/testing/test-app'
import { issueToken } from './api-tokens.ts'
import { sessionCookie } from './sessions.ts'
import { createStaff, type NewStaff } from './staff-records.ts'
import { createUnit, type Unit } from './unit-tree.ts'
import { signIn } from '@shouwen/contract/account'

export type SmallOperator = Record<
  'group' | 'hn' | 'hnHotline' | 'hnTeam1' | 'hnTeam2' | 'gd' | 'gdHotline' | 'gdTeam1',
  Unit
>

export async function smallOperator(t: TestApp): Promise<SmallOperator> {
  await sql`insert into platform.region (id, code, name_zh, name_en, time_zone) values
    (1, 'HN', '湖南', 'Hunan', 'Asia/Shanghai'), (2, 'GD', '广东', 'Guangdong', 'Asia/Shanghai')`.execute(t.db)
  return t.asSystem(async ({ tx }) => {
    const add = (code: string, parent: Unit | null, level: Unit['level'], regionId?: number | null) =>
      createUnit(tx, { parentId: parent?.id ?? null, regionId, level, code, nameZh: code, nameEn: code })
    const group = await add('group', null, 'group', null)
    const hn = await add('hn', group, 'province', 1)
    const hnHotline = await add('hn-hotline', hn, 'department')
    const gd = await add('gd', group, 'province', 2)
    const gdHotline = await add('gd-hotline', gd, 'department')
    return {
      group,
      hn,
      hnHotline,
      gd,
      gdHotline,
      hnTeam1: await add('hn-team1', hnHotline, 'team'),
      hnTeam2: await add('hn-team2', hnHotline, 'team'),
      gdTeam1: await add('gd-team1', gdHotline, 'team')
    }
  })
}

/** A person with a token for everything their roles allow. */
export async function personWithToken(
  t: TestApp,
  given: NewStaff,
  scopes = ['*']
): Promise<{ id: string; token: string }> {
  return t.asSystem(async ({ tx }) => {
    const { id } = await createStaff(tx, { createdAt: t.clock.now(), ...given })
    return { id, token: (await issueToken(tx, id, { name: 'test', scopes })).token }
  })
}

/** The session cookie an answer set, as a browser would send it back. */
export function cookieOf(answer: { headers: Record<string, unknown> }): string {
  const set = [answer.headers['set-cookie']].flat().map(String)
  const found = set.find((line) => line.startsWith(`${sessionCookie}=`))
  if (!found) throw new Error('no session cookie was set')
  return found.split(';')[0] as string
}

/** Signs in with a password and answers the cookie. */
export async function signedIn(t: TestApp, login: string, password: string): Promise<string> {
  return cookieOf(await t.call(signIn, { login, password }))
}
