import type { OutputOf } from '@shouwen/contract/operation'
import type { listRoles as rolesOperation, listSkills as skillsOperation } from '@shouwen/contract/units'
import type { Scope } from '#platform/access'
import type { Call } from '#platform/action'
import { rolesFile } from './sync-reference-data.ts'

/** Every role in use with its verbs and classes in words, so that a page can explain them. @norm GV-01 */
export async function listRoles(call: Call): Promise<OutputOf<typeof rolesOperation>> {
  const rows = await call.tx.selectFrom('people.role').selectAll().where('active', '=', true).orderBy('code').execute()
  return {
    items: rows.map((row) => ({
      code: row.code,
      zh: row.name_zh,
      en: row.name_en,
      grants: Object.entries(row.grants as Record<string, Scope>).map(([verb, scope]) => ({
        verb,
        ...wordsOf(verb),
        scope
      })),
      sees: row.sees.map((code) => ({ code, ...(rolesFile.sensitive_classes[code] ?? { zh: code, en: code }) })),
      twoFactor: row.two_factor,
      service: row.service,
      separateFrom: rolesFile.separate
        .filter((pair) => pair.includes(row.code))
        .flatMap((pair) => pair.filter((code) => code !== row.code))
    }))
  }
}

function wordsOf(verb: string): { zh: string; en: string } {
  const known = rolesFile.verbs[verb]
  if (known) return { zh: known.zh, en: known.en }
  const noun = verb.replace(/\.\*$/, '')
  return { zh: `${noun} 的全部操作`, en: `everything about ${noun}` }
}

/** Every skill in use. */
export async function listSkills(call: Call): Promise<OutputOf<typeof skillsOperation>> {
  const items = await call.tx
    .selectFrom('people.skill')
    .select(['code', 'name_zh as zh', 'name_en as en'])
    .where('active', '=', true)
    .orderBy('code')
    .execute()
  return { items }
}
