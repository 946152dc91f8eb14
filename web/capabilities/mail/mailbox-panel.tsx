import { listMailboxes, type MailboxView, testMailbox, updateMailbox } from '@shouwen/contract/mail'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './mail.module.css'
import { MailboxForm } from './mailbox-form.tsx'
import { MailboxState } from './mailbox-state.tsx'
import { useReasonWords } from './reason-words.ts'

type Tried = OutputOf<typeof testMailbox>

/** One mailbox: how it is, its servers, a try of both, pause, and its settings. */
export function MailboxPanel({ box, onClose }: { box: MailboxView; onClose: () => void }) {
  const { say } = usePhrases('mail')
  const reason = useReasonWords()
  const { regionName } = useUnitOptions()
  const [isEditing, setEditing] = useState(false)
  const update = useAct(updateMailbox, { refreshes: [listMailboxes] })
  const test = useAct(testMailbox, { refreshes: [listMailboxes] })
  const [tried, setTried] = useState<Tried>()
  const at = { mailboxId: box.id }
  const refusal = update.refusal ?? test.refusal
  const setActive = async (active: boolean) => {
    if (await update.act({ ...at, active }))
      toast({
        text: say(active ? 'box.resumed' : 'box.has-paused'),
        undo: () => void update.act({ ...at, active: !active })
      })
  }
  if (isEditing)
    return (
      <DetailPanel title={box.address} width={480} onClose={() => setEditing(false)}>
        <MailboxForm
          box={box}
          onDone={() => {
            setEditing(false)
            setTried(undefined)
          }}
        />
      </DetailPanel>
    )
  return (
    <DetailPanel title={box.address} width={480} onClose={onClose}>
      <div className={style.panel}>
        <FieldList
          fields={[
            { label: say('column.state'), value: <MailboxState box={box} /> },
            ...(box.failingSince
              ? [
                  { label: say('box.last-error'), value: reason(box.failure) },
                  { label: say('box.failing-since'), value: <RelativeTime at={box.failingSince} exact /> }
                ]
              : []),
            { label: say('column.checked'), value: box.checkedAt ? <RelativeTime at={box.checkedAt} exact /> : undefined },
            { label: say('column.name'), value: box.name },
            { label: say('column.queue'), value: box.queueCode ?? say('box.by-category') },
            { label: say('region'), value: regionName(box.regionId) },
            { label: say('box.imap'), value: serverText(box.imap) },
            {
              label: say('box.smtp'),
              value: serverText(box.smtp) ?? say(box.canSend ? 'box.smtp-installation' : 'box.cannot-send')
            }
          ]}
        />
        {box.fromEnvironment ? <p className={style.quiet}>{say('box.from-environment')}</p> : null}
        {tried ? (
          <ul className={style.tried} aria-live="polite">
            <TriedLine label={say('box.imap')} tried={tried.imap} />
            <TriedLine label={say('box.smtp')} tried={tried.smtp} />
          </ul>
        ) : null}
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
        <div className={style.buttons}>
          <Button type="primary" loading={test.isBusy} onClick={async () => setTried(await test.act(at))}>
            {say('box.test')}
          </Button>
          <Button onClick={() => setEditing(true)}>{say('box.edit')}</Button>
          <Button loading={update.isBusy} onClick={() => void setActive(!box.active)}>
            {say(box.active ? 'box.pause' : 'box.resume')}
          </Button>
        </div>
      </div>
    </DetailPanel>
  )
}

function TriedLine({ label, tried }: { label: string; tried: Tried['imap'] }) {
  const { say } = usePhrases('mail')
  const reason = useReasonWords()
  return (
    <li>
      {label}{' '}
      {tried === null ? (
        <StatusTag>{say('box.no-server')}</StatusTag>
      ) : (
        <StatusTag tone={tried.ok ? 'good' : 'bad'} settled={tried.ok}>
          {tried.ok ? say('box.works') : reason(tried.reason)}
        </StatusTag>
      )}
    </li>
  )
}

function serverText(server: MailboxView['imap']): string | undefined {
  if (!server) return undefined
  return [`${server.host}:${server.port}`, server.security.toUpperCase(), server.user, server.folder]
    .filter(Boolean)
    .join(' · ')
}
