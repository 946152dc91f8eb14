import { listRoles } from '@shouwen/contract/units'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'
import { Icon } from '#ui/icon.tsx'
import { Page } from '#ui/page.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { RoleWords } from './role-words.tsx'
import style from './roles.module.css'

/** Every role of the rulebook: what it may do, how far, and what it sees. Read only: roles change with the rulebook. */
export function Roles() {
  const { say, pick } = usePhrases('people')
  const read = useRead(listRoles, {})
  const search: { role?: string | undefined } = useSearch({ strict: false })
  const navigate = useNavigate()
  const may = useCan()
  const roles = read.data?.items ?? []
  const chosen = roles.find((role) => role.code === search.role) ?? roles[0]
  return (
    <Page
      title={say('roles.title')}
      meta={say('roles.read-only')}
      trail={may('people.read') ? <Link to="/people">{say('title')}</Link> : undefined}
      fill
      isLoading={!read.data}
      error={read.data ? undefined : read.error}
      onRetry={() => void read.refetch()}
    >
      <div className={style.split}>
        <nav className={style.list} aria-label={say('roles.title')}>
          {roles.map((role) => (
            <button
              key={role.code}
              type="button"
              aria-current={role === chosen ? 'true' : undefined}
              onClick={() => void navigate({ to: '.', search: { role: role.code }, replace: true })}
            >
              <span>{pick(role)}</span>
              {role.twoFactor ? <Icon name="lock" size={14} label={say('roles.two-factor')} /> : null}
              {role.service ? <Icon name="robot" size={14} label={say('roles.service')} /> : null}
            </button>
          ))}
        </nav>
        {chosen ? (
          <section className={style.role} aria-labelledby="role-name">
            <div className={style.head}>
              <h2 id="role-name">{pick(chosen)}</h2>
              <code>{chosen.code}</code>
              {chosen.service ? <StatusTag tone="info">{say('roles.service')}</StatusTag> : null}
            </div>
            <RoleWords role={chosen} roles={roles} />
            {may('people.read') && !chosen.service ? (
              <p className={style.holders}>
                <Link to="/people" search={{ role: chosen.code }}>
                  {say('roles.holders')}
                </Link>
              </p>
            ) : null}
            <p className={style.legend}>{say('roles.legend')}</p>
          </section>
        ) : null}
      </div>
    </Page>
  )
}
