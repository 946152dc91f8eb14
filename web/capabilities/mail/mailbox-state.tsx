import type { MailboxView } from '@shouwen/contract/mail'
import { usePhrases } from '#lib/phrases.ts'
import { StatusTag } from '#ui/status-tag.tsx'

/** Is it read, and if not, why? */
export function MailboxState({
  box
}: {
  box: Pick<MailboxView, 'active' | 'failingSince' | 'imap' | 'checkedAt'>
}) {
  const { say } = usePhrases('mail')
  if (!box.active) return <StatusTag>{say('box.paused')}</StatusTag>
  if (box.failingSince) return <StatusTag tone="bad">{say('box.failing')}</StatusTag>
  if (!box.imap) return <StatusTag tone="warn">{say('box.not-read')}</StatusTag>
  return (
    <StatusTag tone={box.checkedAt ? 'good' : 'info'} settled={box.checkedAt !== null}>
      {say(box.checkedAt ? 'box.read' : 'box.not-yet')}
    </StatusTag>
  )
}
