import { openLine } from './live-line.ts'
import type { LiveMessage } from './live.ts'

// The shared worker: one line for every tab of the account, closed when the last tab says bye.
const ports = new Set<MessagePort>()
let close: (() => void) | undefined
let state: LiveMessage | undefined

function hear(message: LiveMessage): void {
  if (message.kind === 'line') state = { kind: 'line', line: message.line === 'lost' ? 'lost' : 'open' }
  for (const port of ports) port.postMessage(message)
}

addEventListener('connect', (event) => {
  const port = (event as MessageEvent).ports[0]
  if (!port) return
  port.onmessage = (message: MessageEvent<'hello' | 'bye'>) => {
    if (message.data === 'hello') {
      ports.add(port)
      if (state) port.postMessage(state)
      close ??= openLine('/api/live', hear)
      return
    }
    ports.delete(port)
    if (ports.size > 0) return
    close?.()
    close = undefined
    state = undefined
  }
})
