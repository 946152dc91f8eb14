import * as desk from '@shouwen/contract/chat-desk'
import * as portal from '@shouwen/contract/portal-chat'
import { type Route, serve } from '#platform/action'
import { acceptContact, declineContact, takeContact } from './accept-contact.ts'
import { listContactMessages, listMyMessages } from './list-messages.ts'
import { leaveMyContact, listMyConversations, readMyConversation, sendMyMessage } from './my-conversation.ts'
import { beatPresence, getPresence, listPresence, setPresence } from './presence.ts'
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
  serve(portal.leaveMyContact, leaveMyContact),
  serve(desk.getPresence, getPresence),
  serve(desk.setPresence, setPresence),
  serve(desk.beatPresence, beatPresence),
  serve(desk.listPresence, listPresence),
  serve(desk.listContactMessages, listContactMessages),
  serve(desk.acceptContact, acceptContact),
  serve(desk.declineContact, declineContact),
  serve(desk.takeContact, takeContact),
  serve(desk.replyToContact, replyToContact),
  serve(desk.noteContact, noteContact),
  serve(desk.transferContact, transferContact),
  serve(desk.acceptTransfer, acceptTransfer),
  serve(desk.declineTransfer, declineTransfer)
]
