import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'

type Stored = { uid: number; raw: Buffer; seen: boolean; receivedAt: Date }

type ImapServerOptions = {
  user?: string
  password?: string
  uidValidity?: number
  /** Called when a command has done its work, before its answer is complete: the moment to deliver what nobody waits for. */
  onCommand?: (command: string) => void
}

/**
 * A small IMAP4rev1 server on loopback with one folder, for tests of whoever reads mail: LOGIN, SELECT, UID SEARCH, UID FETCH, UID STORE, IDLE.
 * It answers as RFC 3501 and RFC 2177 say (whoever asks anything is told of mail that came meanwhile), and notes what clients asked.
 */
export async function startImapServer(given: ImapServerOptions = {}) {
  const { user = 'service', password = 'secret', uidValidity = 7 } = given
  const mails: Stored[] = []
  const idle = new Set<Socket>()
  /** How many mails each connection with an open folder was last told of. */
  const told = new Map<Socket, number>()
  const commands: string[] = []
  const sockets = new Set<Socket>()
  let nextUid = 1
  const server: Server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => {
      sockets.delete(socket)
      idle.delete(socket)
      told.delete(socket)
    })
    socket.on('error', () => {})
    serveOne(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  function serveOne(socket: Socket) {
    const say = (line: string) => {
      socket.write(`${line}\r\n`)
    }
    let buffer = ''
    let idleTag = ''
    say('* OK ready')
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        if (idleTag !== '') {
          idle.delete(socket)
          say(`${idleTag} OK idle ended`)
          idleTag = ''
          continue
        }
        const [, tag = '*', command = '', rest = ''] = /^(\S+) ((?:UID )?\S+) ?(.*)$/i.exec(line) ?? []
        commands.push(command.toUpperCase())
        idleTag = answer(tag, command.toUpperCase(), rest, socket, say) ?? ''
      }
    })
  }

  /** Answers one command; the tag when the connection idles from now on. */
  function answer(
    tag: string,
    command: string,
    rest: string,
    socket: Socket,
    say: (line: string) => void
  ): string | undefined {
    const ok = (text = 'done'): undefined => {
      given.onCommand?.(command)
      tell(socket)
      say(`${tag} OK ${text}`)
    }
    const no = (text: string): undefined => {
      say(`${tag} ${text}`)
    }
    if (command === 'CAPABILITY') {
      say('* CAPABILITY IMAP4rev1 IDLE')
      return ok()
    }
    if (command === 'LOGIN') {
      const [, name, secret] = /^"?([^" ]*)"? "?([^"]*)"?$/.exec(rest) ?? []
      return name === user && secret === password ? ok('signed in') : no('NO [AUTHENTICATIONFAILED] wrong')
    }
    if (command === 'LIST' || command === 'LSUB') {
      say(`* ${command} (\\HasNoChildren) "/" "INBOX"`)
      return ok()
    }
    if (command === 'SELECT' || command === 'EXAMINE') {
      say('* FLAGS (\\Seen \\Deleted)')
      say(`* ${mails.length} EXISTS`)
      told.set(socket, mails.length)
      say('* 0 RECENT')
      say(`* OK [UIDVALIDITY ${uidValidity}] valid`)
      say(`* OK [UIDNEXT ${nextUid}] next`)
      return ok('[READ-WRITE] selected')
    }
    if (command === 'UID SEARCH') {
      const found = mails.filter((mail) =>
        /UNSEEN/i.test(rest) ? !mail.seen : inRange(mail.uid, /UID (\S+)/i.exec(rest)?.[1] ?? '1:*')
      )
      say(`* SEARCH${found.map(({ uid }) => ` ${uid}`).join('')}`)
      return ok()
    }
    if (command === 'UID FETCH') {
      const [, range = '', items = ''] = /^(\S+) (.*)$/.exec(rest) ?? []
      for (const [at, mail] of mails.entries()) if (inRange(mail.uid, range)) fetched(socket, at + 1, mail, items)
      return ok()
    }
    if (command === 'UID STORE') {
      const range = rest.split(' ', 1)[0] ?? ''
      for (const mail of mails) if (inRange(mail.uid, range) && /\\Seen/i.test(rest)) mail.seen = true
      return ok()
    }
    if (command === 'IDLE') {
      given.onCommand?.(command)
      idle.add(socket)
      say('+ idling')
      tell(socket)
      return tag
    }
    if (command === 'LOGOUT') {
      say('* BYE')
      ok()
      socket.end()
      return undefined
    }
    return command === 'NOOP' ? ok() : no(`BAD ${command} is not known here`)
  }

  /** Section 7.3.1 of RFC 3501: the new size of the folder, once. */
  function tell(socket: Socket) {
    if ((told.get(socket) ?? mails.length) === mails.length) return
    told.set(socket, mails.length)
    socket.write(`* ${mails.length} EXISTS\r\n`)
  }

  function inRange(uid: number, range: string): boolean {
    return range.split(',').some((part) => {
      const [from = '0', to = from] = part.split(':')
      const last = mails.at(-1)?.uid ?? 0
      const [low, high] = [from === '*' ? last : Number(from), to === '*' ? Math.max(last, Number(from)) : Number(to)]
      // RFC 3501: with `n:*` beyond the end the last message is named all the same.
      return (uid >= low && uid <= high) || (to === '*' && uid === last)
    })
  }

  function fetched(socket: Socket, seq: number, mail: Stored, items: string) {
    const parts = [`UID ${mail.uid}`]
    if (/FLAGS/i.test(items)) parts.push(`FLAGS (${mail.seen ? '\\Seen' : ''})`)
    if (/RFC822\.SIZE/i.test(items)) parts.push(`RFC822.SIZE ${mail.raw.length}`)
    if (/INTERNALDATE/i.test(items)) parts.push(`INTERNALDATE "${internalDate(mail.receivedAt)}"`)
    if (!/BODY(?:\.PEEK)?\[\]/i.test(items)) {
      socket.write(`* ${seq} FETCH (${parts.join(' ')})\r\n`)
      return
    }
    socket.write(`* ${seq} FETCH (${parts.join(' ')} BODY[] {${mail.raw.length}}\r\n`)
    socket.write(mail.raw)
    socket.write(')\r\n')
  }

  return {
    port: (server.address() as AddressInfo).port,
    mails,
    commands,
    /** Puts a mail into the folder, as the delivering server would; those who idle are told. */
    deliver(raw: Buffer | string, receivedAt = new Date()): number {
      const uid = nextUid++
      mails.push({ uid, raw: Buffer.from(raw as string), seen: false, receivedAt })
      for (const socket of idle) tell(socket)
      return uid
    },
    /** Cuts every connection, as a restart of the server does. */
    cut: () => sockets.forEach((socket) => socket.destroy()),
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    }
  }
}

export type ImapServer = Awaited<ReturnType<typeof startImapServer>>

/** ` 4-Nov-2026 09:30:00 +0000` */
function internalDate(at: Date): string {
  const [, , day = '', month = '', year = '', time = ''] =
    /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(at.toUTCString()) ?? []
  return `${day}-${month}-${year} ${time} +0000`
}
