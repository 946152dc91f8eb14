import { listProposals } from '@shouwen/contract/playbooks'
import { useRead } from '#lib/read.ts'
import { PlaybookCard } from './playbook-card.tsx'

/** Figures on the card move with the queue, which tells no events of playbooks. */
const FIGURES_EVERY_MS = 10_000

/** What waits for the supervisor's answer in a region, or nothing at all. */
export function PlaybookCards({ regionId }: { regionId: number }) {
  const proposals = useRead(listProposals, { regionId }, { everyMs: FIGURES_EVERY_MS })
  return (
    <>
      {(proposals.data?.items ?? []).map((proposal) => (
        <PlaybookCard key={proposal.id} proposal={proposal} />
      ))}
    </>
  )
}
