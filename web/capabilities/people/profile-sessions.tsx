import { listMySessions, revokeMySession, revokeOtherSessions } from '@shouwen/contract/account-security'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Icon } from '#ui/icon.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { deviceOf } from './device-of.ts'
import style from './profile-section.module.css'

/** Where the person is signed in; each place, or all others at once, can be signed out. */
export function ProfileSessions() {
  const { say } = usePhrases('profile')
  const sessions = useRead(listMySessions, {})
  const revoke = useAct(revokeMySession, { refreshes: [listMySessions] })
  const revokeOthers = useAct(revokeOtherSessions, { refreshes: [listMySessions] })
  if (sessions.error && !sessions.data)
    return <RefusalNotice refusal={sessions.error} onRetry={() => void sessions.refetch()} />
  if (!sessions.data) return <Skeleton lines={3} height={14} />
  const items = sessions.data.items.toSorted((a, b) => Number(b.current) - Number(a.current))
  const refusal = revoke.refusal ?? revokeOthers.refusal
  const end = async (sessionId: string, device: string) => {
    if (await revoke.act({ sessionId: sessionId })) toast({ text: say('sessions.revoked', { device }), tone: 'good' })
  }
  const endOthers = async () => {
    const answer = await revokeOthers.act({})
    if (answer) toast({ text: say('sessions.revoked-others', { count: answer.revoked }), tone: 'good' })
  }
  return (
    <>
      <ul className={style.rows}>
        {items.map((session) => {
          const device = deviceOf(session.userAgent) ?? say('sessions.unknown')
          return (
            <li key={session.id}>
              <Icon name={/Android|iOS|HarmonyOS/.test(device) ? 'call' : 'screen'} size={18} />
              <div>
                <p>
                  {device} {session.current ? <StatusTag tone="accent">{say('sessions.current')}</StatusTag> : null}
                </p>
                <p className={style.quiet}>
                  {session.ip ? `${session.ip} · ` : ''}
                  {say(session.method === 'oidc' ? 'sessions.oidc' : 'sessions.password')}
                  {session.secondFactor ? ` + ${say('sessions.factor')}` : ''} · {say('sessions.seen')}{' '}
                  <RelativeTime at={session.lastSeenAt} />
                </p>
              </div>
              {session.current ? null : (
                <Button
                  size="small"
                  aria-label={say('sessions.revoke-one', { device })}
                  onClick={() => void end(session.id, device)}
                >
                  {say('sessions.revoke')}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      {items.length > 1 ? (
        <div>
          <Button loading={revokeOthers.isBusy} onClick={() => void endOthers()}>
            {say('sessions.revoke-others')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
