import { downloadFile } from '@shouwen/contract/ticket-attention'
import { addressOf } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { sizeOf } from '#ui/timeline.tsx'
import { DetailSection } from './detail-section.tsx'
import style from './ticket-details.module.css'
import type { TicketPageData } from './ticket-page.tsx'

/** Every file of the ticket, whoever sent it. */
export function TicketFiles({ page: { ticket, files } }: { page: TicketPageData }) {
  const { say } = usePhrases('tickets')
  if (files.length === 0) return null
  return (
    <DetailSection title={say('files.title')} count={files.length}>
      <ul className={style.items}>
        {files.map((file) => (
          <li key={file.id} className={style.item}>
            <Icon name={file.mediaType.startsWith('image/') ? 'image' : 'file'} size={14} />
            <a href={addressOf(downloadFile, { ticketId: ticket.id, fileId: file.id })} download={file.name}>
              {file.name}
            </a>
            <span className={style.quiet}>
              {sizeOf(file.bytes)} · <RelativeTime at={file.at} />
            </span>
          </li>
        ))}
      </ul>
    </DetailSection>
  )
}
