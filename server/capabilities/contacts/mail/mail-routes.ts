import * as contract from '@shouwen/contract/mail'
import { type Route, serve } from '#platform/action'
import { createMailbox, listMailboxes, testMailbox, updateMailbox } from './mailbox-verbs.ts'
import {
  downloadMail,
  dropMail,
  listContactMails,
  listOutbox,
  listQuarantine,
  releaseMail,
  resendMail
} from './mail-verbs.ts'
import { readQuarantined } from './read-quarantined.ts'

export const mailRoutes: Route[] = [
  serve(contract.listMailboxes, listMailboxes),
  serve(contract.createMailbox, createMailbox),
  serve(contract.updateMailbox, updateMailbox),
  serve(contract.testMailbox, testMailbox, { ownTransactions: true }),
  serve(contract.listContactMails, listContactMails),
  serve(contract.downloadMail, downloadMail),
  serve(contract.listOutbox, listOutbox),
  serve(contract.resendMail, resendMail),
  serve(contract.listQuarantine, listQuarantine),
  serve(contract.readQuarantined, readQuarantined),
  serve(contract.releaseMail, releaseMail),
  serve(contract.dropMail, dropMail)
]
