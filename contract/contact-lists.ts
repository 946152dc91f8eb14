import { ContactChannel, ContactItem, ContactParty, ContactState, DeskMessage, TransferView } from './contact-words.ts'
import { Code, Id, Maybe, OneOf, Instant, operation, Page, Paging, Type } from './operation.ts'
import { conversationChanged } from './portal-chat.ts'
import { PromiseView } from './promises.ts'
import { Person } from './ticket-schemas.ts'

// What staff read of conversations: lists, the queue, one of them with all that is needed to serve it.

const ConversationId = { conversationId: Id }

export const listMyContacts = operation({
  id: 'listMyContacts',
  method: 'GET',
  path: '/api/contacts/mine',
  summary: { zh: '我的会话', en: 'My conversations' },
  permission: 'contact.answer',
  input: Type.Object({ closed: Type.Optional(Type.Boolean()), ...Paging }),
  output: Page(ContactItem),
  staleOn: conversationChanged
})

export const listContactQueue = operation({
  id: 'listContactQueue',
  method: 'GET',
  path: '/api/contacts/queue',
  summary: { zh: '排队中的会话', en: 'Conversations waiting in the queue' },
  permission: 'contact.read',
  input: Type.Object({
    queueCode: Type.Optional(Code),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
  }),
  output: Type.Object({
    items: Type.Array(Type.Object({ ...ContactItem.properties, position: Type.Integer() })),
    total: Type.Integer()
  }),
  staleOn: conversationChanged
})

export const listContacts = operation({
  id: 'listContacts',
  method: 'GET',
  path: '/api/contacts',
  summary: { zh: '来访列表', en: 'Contacts' },
  permission: 'contact.read',
  input: Type.Object({
    state: Type.Optional(ContactState),
    channel: Type.Optional(ContactChannel),
    ticketId: Type.Optional(Id),
    ...Paging
  }),
  output: Page(ContactItem),
  staleOn: conversationChanged
})

export const readContact = operation({
  id: 'readContact',
  method: 'GET',
  path: '/api/contacts/{conversationId}',
  summary: { zh: '查看会话', en: 'Read a conversation' },
  permission: 'contact.read',
  input: Type.Object(ConversationId),
  output: Type.Object({
    contact: ContactItem,
    /** The customer a visitor may be, by the number they typed: not proved. */
    possibly: Maybe(ContactParty),
    claimedNumber: Maybe(Type.String()),
    ticket: Maybe(
      Type.Object({
        id: Id,
        number: Type.String(),
        kind: Type.String(),
        status: Type.String(),
        priority: Type.String(),
        title: Type.String(),
        firstOwner: Maybe(Person),
        owner: Maybe(Person)
      })
    ),
    promises: Type.Array(PromiseView),
    transfer: Maybe(TransferView),
    /** Other open tickets of the customer, newest first: the matter may be one of them. */
    openTickets: Type.Array(
      Type.Object({ id: Id, number: Type.String(), title: Type.String(), status: Type.String(), openedAt: Instant })
    ),
    page: Type.Object({ path: Type.Optional(Type.String()), title: Type.Optional(Type.String()) }),
    abilities: Type.Array(OneOf('accept', 'decline', 'take', 'reply', 'note', 'transfer', 'close', 'attach-ticket')),
    customerReadSeq: Type.Integer()
  }),
  staleOn: [
    ...conversationChanged,
    'contact.noted',
    'promise.at-risk',
    'promise.kept',
    'promise.broken',
    'ticket.answered',
    'ticket.resolved',
    'ticket.closed'
  ]
})

export const listContactMessages = operation({
  id: 'listContactMessages',
  method: 'GET',
  path: '/api/contacts/{conversationId}/messages',
  summary: { zh: '会话消息', en: 'Messages of a conversation' },
  permission: 'contact.read',
  /** Without a bound: the newest. `beforeSeq` pages back, `afterSeq` brings what is new. */
  input: Type.Object({
    ...ConversationId,
    beforeSeq: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
    afterSeq: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000 })),
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 }))
  }),
  output: Type.Object({ items: Type.Array(DeskMessage), hasEarlier: Type.Boolean(), lastSeq: Type.Integer() }),
  staleOn: [...conversationChanged, 'contact.noted']
})

export const contactListOperations = [
  listMyContacts,
  listContactQueue,
  listContacts,
  readContact,
  listContactMessages
] as const
