import { usePhrases } from '#lib/phrases.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import type { Webhook } from './webhooks.tsx'

/** Is it sent to, and if not, why? */
export function WebhookState({ webhook }: { webhook: Pick<Webhook, 'active' | 'stoppedBecause' | 'failingSince'> }) {
  const { say } = usePhrases('integrations')
  if (!webhook.active)
    return (
      <StatusTag tone={webhook.stoppedBecause === 'by-hand' ? 'neutral' : 'bad'}>
        {say(`stopped.${webhook.stoppedBecause ?? 'by-hand'}`)}
      </StatusTag>
    )
  if (webhook.failingSince) return <StatusTag tone="warn">{say('state.failing')}</StatusTag>
  return (
    <StatusTag tone="good" settled>
      {say('state.active')}
    </StatusTag>
  )
}
