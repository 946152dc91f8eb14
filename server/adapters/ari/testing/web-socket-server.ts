import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

/** The server's end of one WebSocket: sends text, tells when it is closed. Only what an event stream needs of RFC 6455. */
export type Socket = { send(text: string): void; close(): void; onClose(listener: () => void): void }

export function acceptSocket(request: IncomingMessage, stream: Duplex): Socket {
  const accept = createHash('sha1').update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
  stream.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`)
  const listeners = new Set<() => void>()
  let isClosed = false
  const closed = () => {
    if (isClosed) return
    isClosed = true
    for (const listener of listeners) listener()
  }
  stream.on('data', (bytes: Buffer) => {
    // A close frame is answered; nothing else a client of events sends matters.
    if ((bytes[0] ?? 0) === 0x88) {
      stream.end(Buffer.from([0x88, 0]))
      closed()
    }
  })
  stream.on('close', closed)
  stream.on('error', closed)
  return {
    send(text) {
      if (isClosed) return
      const body = Buffer.from(text)
      const head = body.length < 126 ? Buffer.from([0x81, body.length]) : Buffer.from([0x81, 126, body.length >> 8, body.length & 255])
      stream.write(Buffer.concat([head, body]))
    },
    close() {
      if (!isClosed) stream.end(Buffer.from([0x88, 0]))
      closed()
    },
    onClose: (listener) => void listeners.add(listener)
  }
}
