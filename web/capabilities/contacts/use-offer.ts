import { acceptContact } from '@shouwen/contract/chat-desk'
import { getPresence } from '@shouwen/contract/presence'
import { listMyContacts } from '@shouwen/contract/contact-lists'
import { useNavigate } from '@tanstack/react-router'
import { useAct } from '#lib/act.ts'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'

/** The chat offered to this person now, if there is one, and how to take it. `isOn`: the person is at the desk. */
export function useOffer(isOn: boolean) {
  const navigate = useNavigate()
  const { staff } = useSession()
  const mine = useRead(listMyContacts, { limit: 100 }, { enabled: isOn })
  const accept = useAct(acceptContact, { refreshes: [listMyContacts, getPresence] })
  const offer = mine.data?.items.find((one) => one.state === 'offered' && one.assignee?.id === staff.id)
  const take = async () => {
    if (!offer || accept.isBusy) return
    if (await accept.act({ conversationId: offer.id })) await navigate({ to: '/chats', search: { open: offer.id } })
  }
  return { offer, take, isBusy: accept.isBusy, refusal: accept.refusal }
}
