import { callDesk, listLiveCalls, monitorCall } from '@shouwen/contract/calls'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { canCall, type NoMicrophone } from '#lib/voice/microphone.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { useNow } from '#ui/now.ts'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { StatusTag } from '#ui/status-tag.tsx'
import { countdownOf } from '#ui/time.ts'
import { type CallView, openDeskLine, useDeskCall } from './desk-line.ts'
import style from './live-calls.module.css'

const tones = { queued: 'warn', offered: 'warn', held: 'info', consulting: 'info', connected: 'good', conference: 'good' } as const

/** The calls that go on where this supervisor is answerable: who talks with whom, how long, and a way in. */
export function LiveCalls() {
  const { say } = usePhrases('voice')
  const calls = useRead(listLiveCalls, {}, { everyMs: 15_000 })
  const items = calls.data?.items ?? []
  return (
    <Page title={say('live.title')} isLoading={!calls.data && !calls.error} error={calls.data ? undefined : calls.error} onRetry={() => void calls.refetch()}>
      {items.length === 0 ? (
        <EmptyState kind="done" title={say('live.none')} />
      ) : (
        <ul className={style.list} aria-label={say('live.title')}>
          {items.map((one) => (
            <LiveCall key={one.id} call={one} />
          ))}
        </ul>
      )}
    </Page>
  )
}

function LiveCall({ call }: { call: CallView }) {
  const { say, language } = usePhrases('voice')
  const nowMs = useNow()
  const carried = useDeskCall()
  const desk = useRead(callDesk, {}).data
  const monitor = useAct(monitorCall, { refreshes: [listLiveCalls] })
  const [why, setWhy] = useState<NoMicrophone | 'elsewhere'>()
  const watchers = call.legs.filter((leg) => leg.party === 'supervisor')
  const listen = async () => desk && setWhy(await openDeskLine(desk, call, () => monitor.act({ callId: call.id, mode: 'listen' })))
  return (
    <li className={style.call}>
      <StatusTag tone={tones[call.state as keyof typeof tones] ?? 'neutral'}>{say(`state.${call.state}`)}</StatusTag>
      <span className={style.clock}>{countdownOf(nowMs - Date.parse(call.answeredAt ?? call.startedAt), language)}</span>
      <span className={style.who}>
        <strong>{call.party.name ?? say('visitor')}</strong>
        {call.party.vip ? <span className={style.vip}>VIP</span> : null}
        {call.ticketId ? (
          <Link to="/tickets/$ticketId" params={{ ticketId: call.ticketId }}>
            {call.ticketNumber}
          </Link>
        ) : null}
      </span>
      <span className={style.agent}>{call.agent && call.answeredAt ? `${call.agent.jobNumber} ${call.agent.name}` : say('live.waits')}</span>
      <span className={style.watchers}>{watchers.map((leg) => `${leg.staff?.jobNumber ?? ''} ${leg.mode ? say(`mode.${leg.mode}`) : ''}`).join('，')}</span>
      {canCall() && call.abilities.includes('monitor') && carried === undefined ? (
        <Button loading={monitor.isBusy} onClick={() => void listen()}>
          {say('live.listen')}
        </Button>
      ) : (
        <span />
      )}
      {why ? <p className={style.fault}>{say(`no-microphone.${why}`)}</p> : null}
      {monitor.refusal ? <RefusalNotice refusal={monitor.refusal} inline /> : null}
    </li>
  )
}
