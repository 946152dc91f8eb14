import { acceptContact, takeContact } from '@shouwen/contract/chat-desk'
import { listContactQueue, listMyContacts, readContact } from '@shouwen/contract/contact-lists'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './conversation.module.css'

const changed = [readContact, listMyContacts, listContactQueue]

/** Nobody serves this conversation: whoever reads it may. */
export function TakeBar({ conversationId, isOffered }: { conversationId: string; isOffered: boolean }) {
  const { say } = usePhrases('contacts')
  const take = useAct(isOffered ? acceptContact : takeContact, { refreshes: changed })
  return (
    <div className={style.bar}>
      <p>{say(isOffered ? 'offer.title' : 'take.text')}</p>
      {take.refusal ? <RefusalNotice refusal={take.refusal} inline /> : null}
      <Button type="primary" loading={take.isBusy} onClick={() => void take.act({ conversationId })}>
        {say(isOffered ? 'offer.accept' : 'queue.take')}
      </Button>
    </div>
  )
}
