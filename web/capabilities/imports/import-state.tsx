import type { ImportView } from '@shouwen/contract/import-words'
import { usePhrases } from '#lib/phrases.ts'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'

const tones: Record<ImportView['state'], Tone> = {
  running: 'info',
  stopped: 'warn',
  failed: 'bad',
  done: 'good',
  undoing: 'info',
  undone: 'neutral'
}
const settled: readonly ImportView['state'][] = ['done', 'undone']

/** How an import stands; while it runs, how far it is. */
export function ImportState({ one }: { one: Pick<ImportView, 'state' | 'total' | 'position'> }) {
  const { say } = usePhrases('imports')
  const share = one.state === 'running' ? shareOf(one) : undefined
  return (
    <StatusTag tone={tones[one.state]} settled={settled.includes(one.state)}>
      {say(`state.${one.state}`)}
      {share === undefined ? '' : ` ${share}%`}
    </StatusTag>
  )
}

/** Whole percent of the rows that were looked at; undefined while nobody knows how many there are. */
export function shareOf({ total, position }: Pick<ImportView, 'total' | 'position'>): number | undefined {
  if (total === null) return undefined
  return total === 0 ? 100 : Math.min(100, Math.floor((position / total) * 100))
}
