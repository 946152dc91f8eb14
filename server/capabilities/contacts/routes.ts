import { customerTimeline as timelineOperation, receiveContact as receiveOperation } from '@shouwen/contract/contacts'
import * as desk from '@shouwen/contract/chat-desk'
import * as lists from '@shouwen/contract/contact-lists'
import * as portal from '@shouwen/contract/portal-chat'
import { type Route, serve } from '#platform/action'
import { acceptContact, declineContact, takeContact } from './accept-contact.ts'
import { attachTicket, closeContact } from './close-contact.ts'
import { customerTimeline } from './customer-timeline.ts'
import { confirmMyChat, leaveChat } from './end-my-chat.ts'
import { attachMyFiles, attachToContact, downloadContactFile, downloadMyFile } from './handle-files.ts'
import { listContactQueue, listContacts, listMyContacts } from './list-contacts.ts'
import { listContactMessages, listMyMessages } from './list-messages.ts'
import { leaveMyContact, listMyConversations, readMyConversation, sendMyMessage } from './my-conversation.ts'
import { readContactMessages, readMyMessages, typeAsCustomer, typeToContact } from './passing-signs.ts'
import { readContact } from './read-contact.ts'
import { receiveContact } from './receive-contact.ts'
import { noteContact, replyToContact } from './reply.ts'
import { chatDoor, startChat } from './start-chat.ts'
import { acceptTransfer, declineTransfer, transferContact } from './transfer-contact.ts'

export const routes: Route[] = [
  serve(portal.chatDoor, chatDoor),
  serve(portal.startChat, startChat),
  serve(portal.listMyConversations, listMyConversations),
  serve(portal.readMyConversation, readMyConversation),
  serve(portal.listMyMessages, listMyMessages),
  serve(portal.sendMyMessage, sendMyMessage),
  serve(portal.attachMyFiles, attachMyFiles),
  serve(portal.downloadMyFile, downloadMyFile),
  serve(portal.typeAsCustomer, typeAsCustomer, { ownTransactions: true }),
  serve(portal.readMyMessages, readMyMessages),
  serve(portal.leaveMyContact, leaveMyContact),
  serve(portal.leaveChat, leaveChat),
  serve(portal.confirmMyChat, confirmMyChat),
  serve(lists.listMyContacts, listMyContacts),
  serve(lists.listContactQueue, listContactQueue),
  serve(lists.listContacts, listContacts),
  serve(lists.readContact, readContact),
  serve(lists.listContactMessages, listContactMessages),
  serve(desk.acceptContact, acceptContact),
  serve(desk.declineContact, declineContact),
  serve(desk.takeContact, takeContact),
  serve(desk.replyToContact, replyToContact),
  serve(desk.noteContact, noteContact),
  serve(desk.attachToContact, attachToContact),
  serve(desk.downloadContactFile, downloadContactFile),
  serve(desk.typeToContact, typeToContact, { ownTransactions: true }),
  serve(desk.readContactMessages, readContactMessages),
  serve(desk.transferContact, transferContact),
  serve(desk.acceptTransfer, acceptTransfer),
  serve(desk.declineTransfer, declineTransfer),
  serve(desk.closeContact, closeContact),
  serve(desk.attachTicket, attachTicket),
  serve(receiveOperation, receiveContact, { ownTransactions: true }),
  serve(timelineOperation, customerTimeline)
]
