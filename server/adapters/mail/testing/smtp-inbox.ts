import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Delivered = { from: string; to: string[]; raw: Buffer }

/** A real SMTP server on loopback that keeps what it is given; `refuse` answers a status instead of taking a mail. */
export async function startSmtpInbox(
  options: { onMail?: (mail: Delivered) => Promise<void>; refuse?: () => number | null } = {}
) {
  const mails: Delivered[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo(_address, _session, done) {
      const status = options.refuse?.() ?? null
      done(status === null ? null : Object.assign(new Error('refused'), { responseCode: status }))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : ''
        const mail = { from, to: session.envelope.rcptTo.map(({ address }) => address), raw: Buffer.concat(chunks) }
        mails.push(mail)
        Promise.resolve(options.onMail?.(mail)).then(() => done(), done)
      })
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    port,
    url: `smtp://127.0.0.1:${port}/?tls=none`,
    mails,
    stop: () => new Promise<void>((resolve) => server.close(() => resolve()))
  }
}
