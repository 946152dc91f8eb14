import { listMyTokens, revokeMyToken } from '@shouwen/contract/account-security'
import { Button } from 'antd'
import { lazy, Suspense, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { ConfirmByName } from '#ui/confirm-by-name.tsx'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { CopyButton } from './copy-button.tsx'
import style from './profile-section.module.css'
import { useVerbWords } from './verb-words.ts'

const NewTokenForm = lazy(() => import('./new-token-form.tsx').then((module) => ({ default: module.NewTokenForm })))

/** API tokens of the person: what each may do, until when, last used; a new one is shown this once. */
export function ProfileTokens() {
  const { say, language } = usePhrases('profile')
  const tokens = useRead(listMyTokens, {})
  const revoke = useAct(revokeMyToken, { refreshes: [listMyTokens] })
  const words = useVerbWords()
  const nowMs = useNow(60_000)
  const [isOpen, setOpen] = useState(false)
  const [made, setMade] = useState<string>()
  if (tokens.error && !tokens.data)
    return <RefusalNotice refusal={tokens.error} onRetry={() => void tokens.refetch()} />
  if (!tokens.data) return <Skeleton lines={3} height={14} />
  const { items } = tokens.data
  return (
    <>
      {made ? (
        <div className={style.secret} role="status">
          <p>{say('tokens.once')}</p>
          <code>{made}</code>
          <div className={style.choices}>
            <CopyButton text={made} label={say('tokens.copy')} />
            <Button onClick={() => setMade(undefined)}>{say('tokens.kept')}</Button>
          </div>
        </div>
      ) : null}
      {items.length > 0 ? (
        <ul className={style.rows}>
          {items.map((token) => (
            <li key={token.id}>
              <Icon name="key" size={18} />
              <div>
                <p>
                  {token.name}{' '}
                  {token.expiresAt && Date.parse(token.expiresAt) <= nowMs ? (
                    <StatusTag tone="warn">{say('tokens.expired')}</StatusTag>
                  ) : null}
                </p>
                <p className={style.quiet}>
                  {token.scopes.map((scope) => words(scope)).join(language === 'en' ? ', ' : '、')}
                </p>
                <p className={style.quiet}>
                  {token.expiresAt ? (
                    <>
                      {say('tokens.until')} <RelativeTime at={token.expiresAt} exact /> ·{' '}
                    </>
                  ) : null}
                  {token.lastUsedAt ? (
                    <>
                      {say('tokens.used')} <RelativeTime at={token.lastUsedAt} />
                    </>
                  ) : (
                    say('tokens.never-used')
                  )}
                </p>
              </div>
              <ConfirmByName
                name={token.name}
                explanation={say('tokens.revoke-text')}
                action={say('tokens.revoke')}
                onConfirm={async () => {
                  if (await revoke.act({ tokenId: token.id }))
                    toast({ text: say('tokens.revoked', { name: token.name }), tone: 'good' })
                }}
              >
                <Button size="small" danger aria-label={say('tokens.revoke-one', { name: token.name })}>
                  {say('tokens.revoke')}
                </Button>
              </ConfirmByName>
            </li>
          ))}
        </ul>
      ) : isOpen ? null : (
        <p className={style.quiet}>{say('tokens.none')}</p>
      )}
      {revoke.refusal ? <RefusalNotice refusal={revoke.refusal} inline /> : null}
      {isOpen ? (
        <Suspense fallback={<Skeleton lines={5} />}>
          <NewTokenForm
            onCancel={() => setOpen(false)}
            onMade={(token) => {
              setOpen(false)
              setMade(token)
            }}
          />
        </Suspense>
      ) : (
        <div>
          <Button icon={<Icon name="plus" size={15} />} onClick={() => setOpen(true)}>
            {say('tokens.new')}
          </Button>
        </div>
      )}
    </>
  )
}
