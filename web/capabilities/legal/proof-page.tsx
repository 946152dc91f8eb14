import { readComplaintProof } from '@shouwen/contract/legal-evidence'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link, useParams } from '@tanstack/react-router'
import { Button } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { FieldList } from '#ui/field-list.tsx'
import { Page } from '#ui/page.tsx'
import style from './proof.module.css'

type Proof = OutputOf<typeof readComplaintProof>

/** What a user takes to the appeal office: that they complained to us, when, and what we answered; prints as one sheet. @norm TK-41 */
export function ProofPage() {
  const { ticketId = '' } = useParams({ strict: false })
  const { say } = usePhrases('legal')
  const { data, error, refetch } = useRead(readComplaintProof, { ticketId })
  return (
    <Page
      title={say('proof.title')}
      isLoading={!data}
      error={error}
      onRetry={() => void refetch()}
      trail={
        <Link to="/complaints/$ticketId" params={{ ticketId }} search={{ tab: 'legal' }}>
          {say('to-complaint')}
        </Link>
      }
      actions={<Button onClick={() => window.print()}>{say('proof.print-now')}</Button>}
    >
      {data ? <Sheet proof={data} /> : null}
    </Page>
  )
}

function Sheet({ proof }: { proof: Proof }) {
  const { say, pick, language } = usePhrases('legal')
  const moment = (iso: string | null) => (iso ? new Date(iso).toLocaleString(language, { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' }) : null)
  return (
    <article className={style.sheet}>
      <header>
        <h2>{say('proof.title')}</h2>
        <span>{pick(proof.operator)}</span>
      </header>
      <FieldList
        columns={2}
        fields={[
          { label: say('proof.number'), value: proof.number },
          { label: say('proof.customer'), value: proof.customerName },
          { label: say('proof.received'), value: moment(proof.receivedAt) },
          { label: say('proof.channel'), value: say(`channel.${proof.channel}`) },
          { label: say('proof.first-answered'), value: moment(proof.firstAnsweredAt) },
          { label: say('proof.resolved'), value: moment(proof.resolvedAt) },
          { label: say('proof.due'), value: moment(proof.answerDueAt) },
          { label: say('proof.in-time'), value: proof.answeredInTime === null ? say('proof.open') : say(proof.answeredInTime ? 'proof.yes' : 'proof.no') },
          { label: say('proof.matter'), value: proof.matter, wide: true },
          { label: say('proof.resolution'), value: proof.resolution, wide: true }
        ]}
      />
      <h3>{say('proof.replies')}</h3>
      {proof.replies.length === 0 ? <p>{say('proof.no-replies')}</p> : null}
      <ol>
        {proof.replies.map((reply) => (
          <li key={`${reply.at}${reply.sha256}`}>
            <b>{say(`proof.from.${reply.from}`)}</b> {moment(reply.at)}
            <p>{reply.body}</p>
            <code>SHA-256 {reply.sha256}</code>
          </li>
        ))}
      </ol>
      <footer>
        {say('proof.printed', { at: moment(proof.printedAt) ?? '' })}
        <code>SHA-256 {proof.sha256}</code>
      </footer>
    </article>
  )
}
