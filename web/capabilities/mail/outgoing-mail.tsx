import { listOutbox, type MailView, resendMail } from '@shouwen/contract/mail'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './mail.module.css'
import { MailState } from './outbox.tsx'
import { useReasonWords } from './reason-words.ts'

/** A mail of ours: where it is and why, and once more what failed. Its words are in the ticket. */
export function OutgoingMail({ mail, onClose }: { mail: MailView; onClose: () => void }) {
  const { say } = usePhrases('mail')
  const reason = useReasonWords()
  const { act, isBusy, refusal } = useAct(resendMail, { refreshes: [listOutbox] })
  const resend = async () => {
    if (await act({ regionId: mail.regionId, mailId: mail.id })) toast({ text: say('outbox.resent'), tone: 'good' })
  }
  return (
    <DetailPanel title={mail.subject || say('no-subject')} onClose={onClose}>
      <div className={style.panel}>
        <FieldList
          fields={[
            { label: say('column.state'), value: <MailState state={mail.state} /> },
            ...(mail.reason ? [{ label: say('column.reason'), value: reason(mail.reason) }] : []),
            { label: say('column.to'), value: mail.address ?? '—' },
            { label: say('column.written'), value: <RelativeTime at={mail.at} exact /> },
            ...(mail.sentAt ? [{ label: say('sent-at'), value: <RelativeTime at={mail.sentAt} exact /> }] : []),
            { label: say('attempts'), value: mail.attempts ?? 0 },
            ...(mail.automatic ? [{ label: say('automatic'), value: say(`automatic-${mail.automatic}`) }] : []),
            {
              label: say('ticket'),
              value: mail.ticketId ? (
                <Link to="/tickets/$ticketId" params={{ ticketId: mail.ticketId }}>
                  {say('open-ticket')}
                </Link>
              ) : (
                '—'
              )
            }
          ]}
        />
        {mail.state === 'suppressed' ? <p className={style.quiet}>{say('outbox.suppressed-text')}</p> : null}
        {mail.state === 'failed' ? (
          <div className={style.buttons}>
            <Button type="primary" loading={isBusy} onClick={() => void resend()}>
              {say('outbox.resend')}
            </Button>
          </div>
        ) : null}
        {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      </div>
    </DetailPanel>
  )
}
