import { type Door, headersOf } from './door.ts'
import { pause } from './pause.ts'

/** What a live line says: a name and ids, nothing more; whoever hears it reads again. */
export type Heard = { event: string; ids: Record<string, unknown> }

const AGAIN_MS = 1000

/** Hears the live line of a browser until the signal; after a break it goes on where it stopped. */
export async function listen(door: Door, path: string, hear: (heard: Heard) => void, signal: AbortSignal): Promise<void> {
  let lastId = ''
  while (!signal.aborted) {
    try {
      const answer = await fetch(`${door.url}${path}`, { headers: { ...headersOf(door), accept: 'text/event-stream', ...(lastId ? { 'last-event-id': lastId } : {}) }, signal })
      if (!answer.ok || !answer.body) throw new Error(`live line answered ${answer.status}`)
      let rest = ''
      for await (const piece of answer.body.pipeThrough(new TextDecoderStream())) {
        const lines = (rest + piece).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines)
          if (line.startsWith('id: ')) lastId = line.slice(4)
          else if (line.startsWith('data: ')) {
            const said = JSON.parse(line.slice(6)) as Partial<Heard>
            // `reload` has no name: too much was missed, so everything is read again.
            hear({ event: said.event ?? 'reload', ids: said.ids ?? {} })
          }
      }
    } catch {
      // Broken off: tried again below until we stop.
    }
    await pause(AGAIN_MS, signal)
  }
}
