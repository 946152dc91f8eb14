// E-mail as the contacts want it, over IMAP and SMTP.
import { connectMail } from '#capabilities/contacts'
import { imapSource } from './imap-source.ts'
import { smtpSender } from './smtp-sender.ts'

connectMail({ source: imapSource, sender: smtpSender })
