import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { instantOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import style from './audit.module.css'
import { type EvidenceCheck, useEvidenceCheck } from './use-evidence-check.ts'

/** Is the evidence as it was sealed? Recomputed now, from the rows themselves; where it is not, the broken link is named. @norm GV-03 */
export function EvidencePanel({ onClose }: { onClose: () => void }) {
  const { say } = usePhrases('audit')
  const words = useWords()
  const { check, again } = useEvidenceCheck()
  const at = (instant: string | number | null | undefined) =>
    instant == null ? undefined : (
      <span className="number">{instantOf(typeof instant === 'number' ? new Date(instant).toISOString() : instant, words)}</span>
    )
  return (
    <DetailPanel title={say('chain.title')} width={460} onClose={onClose}>
      <p className={style.said}>{say('chain.text')}</p>
      <div role="status" aria-live="polite">
        <FieldList
          fields={[
            { label: say('chain.state'), value: <ChainState check={check} /> },
            { label: say('chain.at'), value: at(check.endedAt) },
            { label: say('chain.seals'), value: check.seals },
            { label: say('chain.rows'), value: check.rows },
            { label: say('chain.from'), value: at(check.sealedFrom) },
            { label: say('chain.to'), value: at(check.sealedTo) }
          ]}
        />
      </div>
      {check.refusal ? <RefusalNotice refusal={check.refusal} inline onRetry={again} /> : null}
      {check.faults.length > 0 ? (
        <section aria-label={say('chain.broken')} className={style.broken}>
          <ul>
            {check.faults.map((fault) => (
              <li key={`${fault.sealNo} ${fault.fault} ${fault.evidenceId ?? ''}`}>
                <strong>{say('chain.seal', { no: fault.sealNo })}</strong> {say(`chain.fault.${fault.fault}`)}
                <p>
                  {at(fault.sealedAt)} {fault.evidenceId ? <span className={style.code}>{fault.evidenceId}</span> : null}
                </p>
              </li>
            ))}
          </ul>
          <p>{say('chain.what-now')}</p>
        </section>
      ) : null}
      <div className={style.buttons}>
        <Button loading={!check.endedAt && !check.refusal} onClick={again}>
          {say('chain.again')}
        </Button>
      </div>
    </DetailPanel>
  )
}

function ChainState({ check }: { check: EvidenceCheck }) {
  const { say } = usePhrases('audit')
  if (check.faults.length > 0) return <StatusTag tone="bad">{say('chain.is-broken')}</StatusTag>
  if (check.refusal) return <StatusTag tone="warn">{say('chain.not-ended')}</StatusTag>
  if (!check.endedAt) return <StatusTag tone="info">{say('chain.running')}</StatusTag>
  if (check.seals === 0) return <StatusTag>{say('chain.empty')}</StatusTag>
  return (
    <StatusTag tone="good" settled>
      {say('chain.whole')}
    </StatusTag>
  )
}
