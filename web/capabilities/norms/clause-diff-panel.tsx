import { DetailPanel } from '#ui/detail-panel.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { ClauseDiff } from './clause-diff.tsx'

/** What two versions of a clause say differently, beside the clause. */
export function ClauseDiffPanel({
  clauseId,
  from,
  to,
  onClose
}: {
  clauseId: string
  from: number
  to: number
  onClose: () => void
}) {
  const { say } = usePhrases('norms')
  return (
    <DetailPanel title={say('diff.title', { from, to })} width={520} onClose={onClose}>
      <ClauseDiff clauseId={clauseId} from={from} to={to} />
    </DetailPanel>
  )
}
