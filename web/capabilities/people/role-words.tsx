import type { OutputOf } from '@shouwen/contract/operation'
import type { listRoles } from '@shouwen/contract/units'
import { usePhrases } from '#lib/phrases.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import style from './role-words.module.css'
import { nouns, orderOf, useVerbWords } from './verb-words.ts'

export type Role = OutputOf<typeof listRoles>['items'][number]

/** What a role may do and how far, what it sees unmasked, what it demands: the rulebook in words. */
export function RoleWords({ role, roles }: { role: Role; roles: readonly Role[] }) {
  const { say, pick, language } = usePhrases('people')
  const words = useVerbWords()
  const comma = language === 'en' ? ', ' : '、'
  const groups = [...Map.groupBy(role.grants, (grant) => orderOf(grant.verb))].sort(([a], [b]) => a - b)
  const apart = role.separateFrom
    .map((code) => roles.find((each) => each.code === code))
    .filter((each) => each !== undefined)
  return (
    <div className={style.role}>
      <dl className={style.grants}>
        {groups.map(([place, grants]) => (
          <div key={place}>
            <dt>{say(`noun.${nouns[place] ?? 'other'}`)}</dt>
            <dd>
              {grants.map((grant) => (
                <span key={grant.verb} className={style.grant}>
                  {grant.verb.endsWith('.*') ? say('verb.all') : words(grant.verb)}
                  <small title={say(`scope-long.${grant.scope}`)}>{say(`scope.${grant.scope}`)}</small>
                </span>
              ))}
            </dd>
          </div>
        ))}
        <div>
          <dt>{say('roles.sees')}</dt>
          <dd className={style.plain}>
            {role.sees.map((each) => pick(each)).join(comma) || say('roles.sees-nothing')}
          </dd>
        </div>
        {role.twoFactor ? (
          <div>
            <dt>{say('roles.sign-in')}</dt>
            <dd className={style.plain}>{say('roles.two-factor')}</dd>
          </div>
        ) : null}
        {apart.length > 0 ? (
          <div>
            <dt>{say('roles.apart')}</dt>
            <dd className={style.plain}>
              <StatusTag tone="warn">
                {say('roles.apart-text', { roles: apart.map((each) => pick(each)).join(comma) })}
              </StatusTag>
            </dd>
          </div>
        ) : null}
      </dl>
    </div>
  )
}
