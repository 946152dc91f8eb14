import { Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import type { NoMicrophone } from '#lib/voice/microphone.ts'
import { Icon } from '#ui/icon.tsx'
import { Caller } from './caller.tsx'
import { type CallView, type Desk, openDeskLine } from './desk-line.ts'
import style from './softphone.module.css'

/** The page was loaded again in the middle of a call: it goes on by itself, unless another window has it or the browser wants a press first. */
export function RejoinCard({ call, desk }: { call: CallView; desk: Desk }) {
  const { say } = usePhrases('voice')
  const [why, setWhy] = useState<NoMicrophone | 'elsewhere'>()
  const tried = useRef(false)
  const rejoin = async () => setWhy(await openDeskLine(desk, call, async () => call))
  useEffect(() => {
    if (tried.current) return
    tried.current = true
    void openDeskLine(desk, call, async () => call).then(setWhy)
  }, [call, desk])
  return (
    <section className={style.card} aria-label={say('call')}>
      <div className={style.head}>
        <Icon name="call" size={18} />
        <strong>{say('running')}</strong>
      </div>
      <Caller call={call} />
      {why ? <p className={style.fault}>{say(`no-microphone.${why}`)}</p> : null}
      <div className={style.acts}>
        <Button type="primary" onClick={() => void rejoin()}>
          {say('rejoin')}
        </Button>
      </div>
    </section>
  )
}
