import { acceptTransfer, declineTransfer } from '@shouwen/contract/chat-desk'
import { listMyContacts, readContact } from '@shouwen/contract/contact-lists'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useSession } from '#lib/session.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import type { ContactFacts } from './conversation-head.tsx'
import style from './conversation.module.css'

const changed = [readContact, listMyContacts]

/** A hand-over that waits for its answer: what the receiver must know; they accept or decline, the giver may take it back. */
export function TransferBar({
  conversationId,
  transfer
}: {
  conversationId: string
  transfer: NonNullable<ContactFacts['transfer']>
}) {
  const { say } = usePhrases('contacts')
  const { staff } = useSession()
  const accept = useAct(acceptTransfer, { refreshes: changed })
  const decline = useAct(declineTransfer, { refreshes: changed })
  const isMine = transfer.to?.id === staff.id
  const isFromMe = transfer.from?.id === staff.id
  const refusal = accept.refusal ?? decline.refusal
  const at = { conversationId, transferId: transfer.id }
  return (
    <section className={style.transfer} aria-label={say('transfer.title')}>
      <p>
        <strong>
          {isMine
            ? say('transfer.from', { name: transfer.from?.name ?? '' })
            : say('transfer.to', { name: transfer.to?.name ?? transfer.toQueueCode ?? '' })}
        </strong>{' '}
        <RelativeTime at={transfer.offeredAt} />
      </p>
      <blockquote>{transfer.summary}</blockquote>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      <div>
        {isMine ? (
          <>
            <Button type="primary" loading={accept.isBusy} onClick={() => void accept.act(at)}>
              {say('transfer.accept')}
            </Button>
            <Button loading={decline.isBusy} onClick={() => void decline.act({ ...at, reason: say('offer.busy') })}>
              {say('transfer.decline')}
            </Button>
          </>
        ) : isFromMe ? (
          <Button
            loading={decline.isBusy}
            onClick={() => void decline.act({ ...at, reason: say('transfer.taken-back') })}
          >
            {say('transfer.take-back')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
