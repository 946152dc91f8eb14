import { playRecording } from '@shouwen/contract/call-recordings'
import type { listCalls } from '@shouwen/contract/calls'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { addressOf } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import style from './ticket-calls.module.css'

type Recording = OutputOf<typeof listCalls>['items'][number]['recordings'][number]

/** A recording to listen to: fetched when asked for, because every listening is in the audit. The customer is left, our side right. */
export function RecordingPlayer({ callId, recording }: { callId: string; recording: Recording }) {
  const { say } = usePhrases('voice')
  const [address, setAddress] = useState<string>()
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle')
  useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address])
  const load = async () => {
    setState('loading')
    try {
      const answer = await fetch(addressOf(playRecording, { callId, recordingId: recording.id }), { credentials: 'same-origin' })
      if (!answer.ok) throw new Error(String(answer.status))
      setAddress(URL.createObjectURL(await answer.blob()))
      setState('idle')
    } catch {
      setState('failed')
    }
  }
  return (
    <div className={style.recording}>
      {address ? (
        <audio
          controls
          autoPlay
          src={address}
          aria-label={say('recording-of-call')}
          // What a browser recorded does not say how long it is: looking for its end makes it known, and the bar works.
          onLoadedMetadata={({ currentTarget }) => {
            if (currentTarget.duration !== Number.POSITIVE_INFINITY) return
            currentTarget.addEventListener('durationchange', () => (currentTarget.currentTime = 0), { once: true })
            currentTarget.currentTime = 1e7
          }}
        />
      ) : (
        <Button size="small" icon={<Icon name="play" size={14} />} loading={state === 'loading'} onClick={() => void load()}>
          {say('listen-recording')}
        </Button>
      )}
      <p className={style.small}>
        {say('channels')}
        {recording.pauses.length > 0 ? ` · ${say('left-out', { count: recording.pauses.length })}` : ''}
      </p>
      {recording.sha256 ? (
        <p className={style.hash} title={recording.sha256}>
          SHA-256 {recording.sha256.slice(0, 16)}…
        </p>
      ) : null}
      {state === 'failed' ? (
        <p className={style.fault} role="alert">
          {say('not-playable')}
        </p>
      ) : null}
    </div>
  )
}
