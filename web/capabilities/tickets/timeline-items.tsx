import type { Static } from '@shouwen/contract/operation'
import type { FileView, TimelineItem as Happened } from '@shouwen/contract/ticket-schemas'
import { downloadFile } from '@shouwen/contract/ticket-attention'
import type { ReactNode } from 'react'
import { addressOf } from '#lib/call.ts'
import type { IconName } from '#ui/icon.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import type { Attachment } from '#ui/attachments.tsx'
import type { TimelineItem } from '#ui/timeline.tsx'

type Item = Static<typeof Happened>
type Say = (key: string, values?: Record<string, string | number>) => string

export type TimelineWords = {
  say: Say
  /** Words of a reason code. */
  reason: (code: string) => string
  ticketId: string
  customer: string
  files: readonly Static<typeof FileView>[]
}

/** What happened with a ticket as the timeline draws it: words as messages and notes, all else as a line. */
export function timelineItem(item: Item, words: TimelineWords): TimelineItem {
  const { say } = words
  const by = item.by ? `${item.by.name} ${item.by.jobNumber}` : undefined
  const line = (icon: IconName, text: ReactNode, detail?: ReactNode): TimelineItem => ({
    kind: 'event',
    id: item.id,
    at: item.at,
    icon,
    text,
    by,
    detail
  })
  if (item.type === 'status') return line(statusIcons[item.what] ?? 'clock', statusText(item, words), item.body)
  if (item.type === 'handover')
    return line(
      'merge',
      say(item.what === 'assigned' ? 'handover.assigned' : 'handover.offered'),
      <>
        {item.reason}
        {item.body ? <p style={{ whiteSpace: 'pre-wrap' }}>{item.body}</p> : null}
        {item.what === 'assigned' ? null : <Answered item={item} words={words} as={`handover.${item.what}`} />}
      </>
    )
  if (item.type === 'task')
    return line(
      'check',
      say('task.happened-assigned', { title: item.body ?? '' }),
      <Answered item={item} words={words} as={`task.answer-${item.what}`} />
    )
  const author = item.by?.name
  const mark = item.by?.jobNumber
  const attachments = attachmentsOf(item.fileIds, words)
  const isFilesOnly = attachments.length > 0 && item.body === attachments.map((each) => each.name).join('\n')
  const said = {
    mark,
    id: item.id,
    at: item.at,
    body: isFilesOnly ? null : <Said text={item.body ?? ''} mentions={item.what === 'note'} />,
    attachments
  }
  if (item.what === 'note') return { kind: 'note', author: author ?? say('ticket.system'), ...said }
  if (item.what === 'reply') return { kind: 'message', side: 'out', author: author ?? say('ticket.us'), ...said }
  if (item.what === 'customer') return { kind: 'message', side: 'in', author: words.customer, ...said, mark: undefined }
  const told = <span style={{ whiteSpace: 'pre-wrap' }}>{item.body}</span>
  return item.visibleToCustomer ? line('robot', say('ticket.system-told'), told) : line('robot', told)
}

/** What became of something that waited for an answer: by whom, and why not. */
function Answered({ item: { answer }, words: { say }, as }: { item: Item; words: TimelineWords; as: string }) {
  if (!answer) return null
  const by = answer.by ? `${answer.by.name} ${answer.by.jobNumber}` : ''
  return (
    <p>
      {[say(as), by].filter(Boolean).join(' · ')} · <RelativeTime at={answer.at} />
      {answer.reason ? <span style={{ display: 'block', whiteSpace: 'pre-wrap' }}>{answer.reason}</span> : null}
    </p>
  )
}

const statusIcons: Record<string, IconName> = {
  inProgress: 'person',
  pending: 'pause',
  held: 'pause',
  resolved: 'check',
  closed: 'lock',
  cancelled: 'close',
  rejected: 'close',
  acknowledged: 'ticket'
}

function statusText(item: Item, { say, reason }: TimelineWords): string {
  const status = say(`happened.${item.what}`)
  return item.reason ? `${status} · ${reason(item.reason)}` : status
}

/** Words as they were written: line ends kept, nothing interpreted but, in notes, who is named. */
function Said({ text, mentions }: { text: string; mentions?: boolean }) {
  if (!mentions) return <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>
  return (
    <span style={{ whiteSpace: 'pre-wrap' }}>
      {text.split(/(@[\p{L}\p{N}·]{1,40})/u).map((part, index) =>
        // The place in the text is what a piece of it is known by.
        part.startsWith('@') ? (
          <strong key={`${index}${part}`} style={{ color: 'var(--accent)' }}>
            {part}
          </strong>
        ) : (
          part
        )
      )}
    </span>
  )
}

export function attachmentsOf(
  fileIds: readonly string[],
  { files, ticketId }: Pick<TimelineWords, 'files' | 'ticketId'>
): Attachment[] {
  return fileIds.flatMap((id) => {
    const file = files.find((each) => each.id === id)
    if (!file) return []
    const isImage = file.mediaType.startsWith('image/')
    return [
      {
        id,
        name: file.name,
        size: file.bytes,
        isImage,
        href: addressOf(downloadFile, { ticketId, fileId: id, ...(isImage ? { inline: true } : {}) })
      }
    ]
  })
}
