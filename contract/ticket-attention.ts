import { Id, Instant, Maybe, Nothing, operation, Page, Paging, Type } from './operation.ts'
import { FileView, Person } from './ticket-schemas.ts'

// Following a ticket, being called by name in it, and the files attached to it.

const TicketId = { ticketId: Id }

export const followTicket = operation({
  id: 'followTicket',
  method: 'PUT',
  path: '/api/tickets/{ticketId}/following',
  summary: { zh: '关注工单', en: 'Follow a ticket' },
  permission: 'ticket.read',
  input: Type.Object(TicketId),
  output: Nothing
})

export const unfollowTicket = operation({
  id: 'unfollowTicket',
  method: 'DELETE',
  path: '/api/tickets/{ticketId}/following',
  summary: { zh: '取消关注', en: 'Stop following' },
  permission: 'ticket.read',
  input: Type.Object(TicketId),
  output: Nothing
})

export const listMentions = operation({
  id: 'listMentions',
  method: 'GET',
  path: '/api/mentions',
  summary: { zh: '提到我的', en: 'Where I was mentioned' },
  permission: 'ticket.read',
  input: Type.Object({ unreadOnly: Type.Optional(Type.Boolean()), ...Paging }),
  output: Page(
    Type.Object({
      noteId: Id,
      ticketId: Id,
      number: Type.String(),
      title: Type.String(),
      at: Instant,
      by: Maybe(Person),
      body: Type.String(),
      readAt: Maybe(Instant)
    })
  ),
  staleOn: ['ticket.noted']
})

export const readMentions = operation({
  id: 'readMentions',
  method: 'POST',
  path: '/api/tickets/{ticketId}/mentions/read',
  summary: { zh: '标记提到我的为已读', en: 'Mark my mentions in a ticket as read' },
  permission: 'ticket.read',
  input: Type.Object(TicketId),
  output: Nothing
})

export const attachFiles = operation({
  id: 'attachFiles',
  method: 'POST',
  path: '/api/tickets/{ticketId}/files',
  summary: { zh: '上传附件', en: 'Attach files' },
  permission: 'ticket.note',
  input: Type.Object(TicketId),
  output: Type.Object({ files: Type.Array(FileView) }),
  refusals: ['file-too-large', 'file-empty', 'file-type-not-allowed', 'file-type-mismatch'],
  transport: 'files'
})

export const downloadFile = operation({
  id: 'downloadTicketFile',
  method: 'GET',
  path: '/api/tickets/{ticketId}/files/{fileId}',
  summary: { zh: '下载附件', en: 'Download an attachment' },
  permission: 'signed-in',
  input: Type.Object({ ...TicketId, fileId: Id, inline: Type.Optional(Type.Boolean()) }),
  output: Nothing,
  refusals: ['file-missing'],
  transport: 'stream'
})
