import type { ProposalView } from '@shouwen/contract/playbook-schemas'
import { declineProposal, executeProposal, listPlaybooks, listPlaybookRuns, listProposals } from '@shouwen/contract/playbooks'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { Icon } from '#ui/icon.tsx'
import { useNow } from '#ui/now.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { CandidateList } from './candidate-list.tsx'
import { ForecastChart } from './forecast-chart.tsx'
import style from './playbook-card.module.css'
import { usePlaybookWords } from './playbook-words.ts'

const refreshes = [listProposals, listPlaybooks, listPlaybookRuns]

/**
 * A step before the supervisor: why in figures, whom it moves, what the queue would look like, and yes or not now. Carried out by one
 * press, with the list as it is or as it was changed. @norm CC-11 WF-24
 */
export function PlaybookCard({ proposal }: { proposal: ProposalView }) {
  const words = usePlaybookWords()
  const { say, pick } = words
  const nowMs = useNow()
  const execute = useAct(executeProposal, { refreshes })
  const decline = useAct(declineProposal, { refreshes })
  const [changed, change] = useState<readonly string[]>()
  const [isDeclining, setDeclining] = useState(false)
  const [reason, setReason] = useState('')
  const { step, kind, candidates } = proposal
  const chosen = changed ?? candidates.filter((one) => one.chosen).map((one) => one.person.id)
  const isTake = kind === 'take'
  const mayExecute = proposal.abilities.includes('execute')
  const choosesPeople = isTake && ['move-people', 'change-shifts', 'order-overtime'].includes(step.act)
  const ref = { regionId: proposal.regionId, proposalId: proposal.id }

  async function carryOut() {
    // What was seen is what is meant: who is gone by now is told, and the next is taken.
    const done = await execute.act({ ...ref, ...(choosesPeople && chosen.length > 0 ? { staffIds: [...chosen] } : {}) })
    if (!done) return
    const passed = done.passedOver.map((one) => say('passed', { who: `${one.person.jobNumber} ${one.person.name}`, why: say(`freedom.${one.freedom}`) }))
    const told = done.nobodyFree ? say('done.nobody') : isTake ? (choosesPeople ? say(`done.${step.act}`, { n: done.people }) : say('done.step')) : say('done.undo', { count: done.people })
    const paused = done.pausedCampaigns.length > 0 ? [say('campaigns', { names: done.pausedCampaigns.join('、') })] : []
    toast({ text: [told, ...passed, ...paused].join(' · ') })
  }
  return (
    <section className={`${style.card} ${isTake ? style.take : style.undo}`} aria-label={say('card.label', { step: pick(step) })}>
      <header className={style.head}>
        <Icon name={isTake ? 'bolt' : 'undo'} size={18} />
        <div className={style.title}>
          <p className={style.book}>
            {pick(proposal.playbook)}
            {step.norms.length > 0 ? <span className={style.norms}>{step.norms.join(' ')}</span> : null}
          </p>
          <h2>{isTake ? pick(step) : say('card.undo', { step: pick(step) })}</h2>
          <p className={style.because}>{words.because(proposal.reason, nowMs)}</p>
        </div>
        {proposal.promise ? <ExplainedPromise promise={proposal.promise} size="large" /> : null}
      </header>
      <div className={style.body}>
        <div className={style.what}>
          {step.announcement ? <blockquote className={style.words}>{pick(step.announcement)}</blockquote> : null}
          {step.byHand ? <p>{say('card.by-hand')}</p> : null}
          {proposal.seatsMissing === null ? null : <p>{say('card.seats', { n: proposal.seatsMissing, needed: proposal.forecast?.agentsNeeded ?? '—', now: proposal.forecast?.basis.agents ?? 0 })}</p>}
          {candidates.length > 0 ? <CandidateList candidates={candidates} chosen={chosen} isFixed={!isTake || !mayExecute} most={step.act === 'move-people' ? step.atMost : null} onChange={change} /> : isTake && choosesPeople ? <p className={style.nobody}>{say('card.nobody')}</p> : null}
          {proposal.queues.length > 0 && isTake && step.act === 'move-people' ? <p className={style.quiet}>{say('card.to-queues', { queues: proposal.queues.map(pick).join('、') })}</p> : null}
        </div>
        {proposal.forecast && (proposal.forecast.people !== 0 || step.act === 'order-overtime') ? <ForecastChart forecast={proposal.forecast} /> : null}
      </div>
      {execute.refusal ? <RefusalNotice refusal={execute.refusal} inline /> : null}
      {decline.refusal ? <RefusalNotice refusal={decline.refusal} inline /> : null}
      {isDeclining ? (
        <form
          className={style.decline}
          onSubmit={(event) => {
            event.preventDefault()
            if (reason.trim()) void decline.act({ ...ref, reason: reason.trim() })
          }}
        >
          <Input autoFocus aria-label={say('decline.reason')} placeholder={say('decline.reason')} value={reason} maxLength={300} onChange={({ target }) => setReason(target.value)} />
          <Button htmlType="submit" loading={decline.isBusy} disabled={!reason.trim()}>
            {say('decline.send')}
          </Button>
          <Button type="text" onClick={() => setDeclining(false)}>
            {say('decline.back')}
          </Button>
        </form>
      ) : mayExecute ? (
        <div className={style.acts}>
          <Button type="primary" size="large" loading={execute.isBusy} disabled={choosesPeople && candidates.length > 0 && chosen.length === 0} onClick={() => void carryOut()}>
            {step.byHand && isTake ? say('execute.by-hand') : isTake ? (choosesPeople ? say(`execute.${step.act}`, { n: chosen.length }) : say('execute.step')) : say('execute.undo')}
          </Button>
          <Button size="large" onClick={() => setDeclining(true)}>
            {say('decline.open')}
          </Button>
        </div>
      ) : (
        <p className={style.quiet}>{say('card.not-yours', { roles: step.approve.map(pick).join(' / ') })}</p>
      )}
    </section>
  )
}
