import type { OutputOf } from '@shouwen/contract/operation'
import {
  deactivateStaff,
  getStaff,
  listStaff,
  reactivateStaff,
  resetPassword,
  resetSecondFactor,
  signOutStaff
} from '@shouwen/contract/people'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { ConfirmByName } from '#ui/confirm-by-name.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { OneTimePassword } from './one-time-password.tsx'
import { PanelBlock } from './panel-block.tsx'
import style from './panel.module.css'
import type { Person } from './staff-facts.tsx'

/** The account of a person and what an administrator can do with it; nobody does these things to themselves. */
export function StaffAccount({ person, own }: { person: Person; own: boolean }) {
  const { say } = usePhrases('people')
  const refreshes = [getStaff, listStaff]
  const reset = useAct(resetPassword, { refreshes })
  const unenrol = useAct(resetSecondFactor, { refreshes })
  const signOut = useAct(signOutStaff, { refreshes })
  const deactivate = useAct(deactivateStaff, { refreshes })
  const reactivate = useAct(reactivateStaff, { refreshes })
  const [given, setGiven] = useState<OutputOf<typeof resetPassword>>()
  const { account, name } = person
  const refusal = [reset, unenrol, signOut, deactivate, reactivate].find((each) => each.refusal)?.refusal
  const target = { staffId: person.id, version: person.version }
  const isActive = person.status === 'active'
  const signOutEverywhere = async () => {
    const done = await signOut.act({ staffId: person.id })
    if (done) toast({ text: say('account.signed-out', { name, count: done.revoked }), tone: 'good' })
  }
  const stop = async () => {
    const done = await deactivate.act(target)
    if (done)
      toast({
        text: say('account.deactivated', { name }),
        undo: () => void reactivate.act({ staffId: person.id, version: done.version })
      })
  }
  const takeBack = async () => {
    if (await reactivate.act(target)) toast({ text: say('account.reactivated', { name }), tone: 'good' })
  }
  return (
    <PanelBlock title={say('account.title')}>
      {given ? <OneTimePassword given={given} name={name} onKept={() => setGiven(undefined)} /> : null}
      {account ? <AccountFacts account={account} /> : <p className={style.quiet}>{say('account.none')}</p>}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      {own ? (
        <p className={style.quiet}>{say('account.own')}</p>
      ) : (
        <div className={style.buttons} style={{ marginTop: 12 }}>
          {isActive && account ? (
            <ConfirmByName
              name={name}
              explanation={say('account.reset-text')}
              action={say('account.reset')}
              onConfirm={async () => setGiven(await reset.act({ staffId: person.id }))}
            >
              <Button>{say('account.reset')}</Button>
            </ConfirmByName>
          ) : null}
          {account?.secondFactor ? (
            <ConfirmByName
              name={name}
              explanation={say('account.unenrol-text')}
              action={say('account.unenrol')}
              onConfirm={async () => {
                if (await unenrol.act({ staffId: person.id }))
                  toast({ text: say('account.unenrolled', { name }), tone: 'good' })
              }}
            >
              <Button>{say('account.unenrol')}</Button>
            </ConfirmByName>
          ) : null}
          {account && account.sessions > 0 ? (
            <Button loading={signOut.isBusy} onClick={() => void signOutEverywhere()}>
              {say('account.sign-out')}
            </Button>
          ) : null}
          {isActive ? (
            <Button danger loading={deactivate.isBusy} onClick={() => void stop()}>
              {say('account.deactivate')}
            </Button>
          ) : (
            <Button loading={reactivate.isBusy} onClick={() => void takeBack()}>
              {say('account.reactivate')}
            </Button>
          )}
        </div>
      )}
    </PanelBlock>
  )
}

function AccountFacts({ account }: { account: NonNullable<Person['account']> }) {
  const { say } = usePhrases('people')
  return (
    <FieldList
      fields={[
        { label: say('staff.login'), value: account.login },
        {
          label: say('account.password'),
          value: account.lockedUntil ? (
            <StatusTag tone="warn">
              {say('account.locked')} <RelativeTime at={account.lockedUntil} exact />
            </StatusTag>
          ) : account.mustChange ? (
            <StatusTag tone="info">{say('account.must-change')}</StatusTag>
          ) : account.hasPassword && account.passwordChangedAt ? (
            <>
              {say('account.changed')} <RelativeTime at={account.passwordChangedAt} />
            </>
          ) : (
            say('account.no-password')
          )
        },
        { label: say('account.factor'), value: say(account.secondFactor ? 'account.factor-on' : 'account.factor-off') },
        {
          label: say('account.seen'),
          value: account.lastSeenAt ? (
            <>
              <RelativeTime at={account.lastSeenAt} />
              {account.sessions > 0 ? ` · ${say('account.sessions', { count: account.sessions })}` : ''}
            </>
          ) : (
            say('account.never')
          )
        }
      ]}
    />
  )
}
