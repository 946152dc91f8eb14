import { downloadMail, dropMail, listQuarantine, type MailView, readQuarantined, releaseMail } from '@shouwen/contract/mail'
import { useNavigate } from '@tanstack/react-router'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { addressOf } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { ConfirmByName } from '#ui/confirm-by-name.tsx'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { Icon } from '#ui/icon.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { sizeOf } from '#ui/attachments.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './mail.module.css'
import { useReasonWords } from './reason-words.ts'

/** A mail that was set aside: why, its words as plain text, and what becomes of it. */
export function QuarantinedMail({ mail, onClose }: { mail: MailView; onClose: () => void }) {
  const { say } = usePhrases('mail')
  const reason = useReasonWords()
  const navigate = useNavigate()
  const ref = { regionId: mail.regionId, mailId: mail.id }
  const look = useRead(readQuarantined, ref)
  const release = useAct(releaseMail, { refreshes: [listQuarantine] })
  const drop = useAct(dropMail, { refreshes: [listQuarantine] })
  const subject = mail.subject || say('no-subject')
  const letThrough = async () => {
    const after = await release.act(ref)
    if (!after) return
    toast({ text: say('quarantine.released'), tone: 'good' })
    onClose()
    if (after.ticketId) void navigate({ to: '/tickets/$ticketId', params: { ticketId: after.ticketId } })
  }
  const seen = look.data
  const canRelease = seen !== undefined && seen.text !== null
  return (
    <DetailPanel title={subject} width={520} onClose={onClose}>
      <div className={style.panel}>
        <FieldList
          fields={[
            { label: say('column.set-aside'), value: reason(mail.reason) },
            { label: say('column.from'), value: mail.address ?? '—' },
            { label: say('column.to'), value: seen?.recipients.join(', ') },
            { label: say('column.received'), value: <RelativeTime at={mail.at} exact /> },
            { label: say('size'), value: seen ? sizeOf(seen.size) : undefined }
          ]}
        />
        <p className={style.quiet}>{say(`explain.${mail.reason}`)}</p>
        <section aria-label={say('quarantine.text')}>
          {look.isPending ? <Skeleton lines={5} /> : null}
          {look.error ? <RefusalNotice refusal={look.error} inline onRetry={() => void look.refetch()} /> : null}
          {seen ? (
            <pre className={style.text}>{seen.text ?? say('quarantine.unreadable')}</pre>
          ) : null}
          {seen?.isCut ? <p className={style.quiet}>{say('quarantine.cut')}</p> : null}
        </section>
        {seen && seen.files.length > 0 ? (
          <section aria-label={say('files')}>
            <h3 className={style.small}>{say('files')}</h3>
            <ul className={style.files}>
              {seen.files.map((file, at) => (
                // Two files of a mail may be alike.
                // oxlint-disable-next-line react/no-array-index-key
                <li key={at}>
                  <Icon name="file" size={14} />
                  <span>{file.name}</span>
                  <small>
                    {file.mediaType} · {sizeOf(file.bytes)}
                  </small>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        {release.refusal ? <RefusalNotice refusal={release.refusal} inline /> : null}
        {drop.refusal ? <RefusalNotice refusal={drop.refusal} inline /> : null}
        <div className={style.buttons}>
          <Button type="primary" disabled={!canRelease} loading={release.isBusy} onClick={() => void letThrough()}>
            {say('quarantine.release')}
          </Button>
          {mail.hasOriginal ? (
            <Button icon={<Icon name="import" size={15} />} href={addressOf(downloadMail, ref)} download>
              {say('quarantine.download')}
            </Button>
          ) : null}
          <ConfirmByName
            name={say('quarantine.drop-word')}
            explanation={say('quarantine.drop-text')}
            action={say('quarantine.drop')}
            onConfirm={async () => {
              if (!(await drop.act(ref))) return
              toast({ text: say('quarantine.dropped') })
              onClose()
            }}
          >
            <Button danger>{say('quarantine.drop')}</Button>
          </ConfirmByName>
        </div>
        <p className={style.quiet}>{say('quarantine.audited')}</p>
      </div>
    </DetailPanel>
  )
}
