import { downloadFile } from '@shouwen/contract/ticket-attention'
import { useState } from 'react'
import { addressOf } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { sizeOf } from '#ui/attachments.tsx'
import { Icon } from '#ui/icon.tsx'
import { PictureViewer } from '#ui/picture-viewer.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { DetailSection } from './detail-section.tsx'
import style from './ticket-details.module.css'
import type { TicketPageData } from './ticket-page.tsx'
import { attachmentsOf } from './timeline-items.tsx'

/** Every file of the ticket, whoever sent it; pictures are looked at here, the rest is downloaded. */
export function TicketFiles({ page: { ticket, files } }: { page: TicketPageData }) {
  const { say } = usePhrases('tickets')
  const [at, setAt] = useState<number>()
  if (files.length === 0) return null
  const shown = attachmentsOf(
    files.map((file) => file.id),
    { files, ticketId: ticket.id }
  )
  const pictures = shown.filter((each) => each.isImage)
  const placeOf = (id: string) => pictures.findIndex((each) => each.id === id)
  return (
    <DetailSection title={say('files.title')} count={files.length}>
      <ul className={style.items}>
        {files.map((file) => (
          <li key={file.id} className={style.item}>
            <Icon name={placeOf(file.id) < 0 ? 'file' : 'image'} size={14} />
            {placeOf(file.id) < 0 ? (
              <a href={addressOf(downloadFile, { ticketId: ticket.id, fileId: file.id })} download={file.name}>
                {file.name}
              </a>
            ) : (
              <button type="button" className={style.look} onClick={() => setAt(placeOf(file.id))}>
                {file.name}
              </button>
            )}
            <span className={style.quiet}>
              {sizeOf(file.bytes)} · <RelativeTime at={file.at} />
            </span>
          </li>
        ))}
      </ul>
      {at === undefined ? null : (
        <PictureViewer pictures={pictures} at={at} onAt={setAt} onClose={() => setAt(undefined)} />
      )}
    </DetailSection>
  )
}
