import type { MailServer } from '@shouwen/contract/mail'
import { createTransport } from 'nodemailer'
import { MailNotTaken, type MailSender } from '#capabilities/contacts'

/** Sends mail over SMTP, a connection for each. Header names and values are written by nodemailer, which folds and encodes them. */
export const smtpSender: MailSender = {
  async send(server, mail) {
    const transport = createTransport(settingsOf(server))
    try {
      await transport.sendMail({
        from: mail.from,
        to: mail.to,
        replyTo: mail.replyTo,
        envelope: { from: mail.envelopeFrom, to: [mail.to] },
        subject: mail.subject,
        text: mail.text,
        textEncoding: 'base64',
        messageId: `<${mail.messageId}>`,
        ...(mail.inReplyTo ? { inReplyTo: `<${mail.inReplyTo}>` } : {}),
        references: mail.references.map((id) => `<${id}>`),
        headers: { ...mail.headers },
        date: mail.date,
        attachments: await Promise.all(
          mail.files.map(async ({ name, mediaType, content }) => ({
            filename: name,
            contentType: mediaType,
            content: await content()
          }))
        ),
        disableFileAccess: true,
        disableUrlAccess: true
      })
    } catch (error) {
      throw notTaken(error)
    } finally {
      transport.close()
    }
  },
  async check(server) {
    const transport = createTransport(settingsOf(server))
    try {
      await transport.verify()
    } catch (error) {
      throw notTaken(error)
    } finally {
      transport.close()
    }
  }
}

function settingsOf({ host, port, security, user, password }: MailServer) {
  return {
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user ? { auth: { user, pass: password ?? '' } } : {}),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000
  }
}

/** 5xx is final; all else, a full mailbox or a server that is away, is worth another try. */
function notTaken(error: unknown): MailNotTaken {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  if (responseCode !== undefined) return new MailNotTaken(String(responseCode), responseCode >= 500)
  return new MailNotTaken(code ?? 'connection-failed', code === 'EENVELOPE')
}
