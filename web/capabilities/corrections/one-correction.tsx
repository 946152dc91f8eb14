import { type CorrectionView, correctionWords, listCorrections, mendSource, recordCorrectionTry, tellCorrection, withdrawCorrection } from '@shouwen/contract/corrections'
import type { Static } from '@shouwen/contract/operation'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { ExplainedPromise } from '#lib/explained-promise.tsx'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { StatusTag, type Tone } from '#ui/status-tag.tsx'
import style from './corrections.module.css'

export type Correction = Static<typeof CorrectionView>
type Asking = 'tell' | 'try' | 'withdraw' | 'mend'

export const tones: Record<Correction['state'], Tone> = { open: 'warn', told: 'good', 'not-reached': 'bad', withdrawn: 'neutral' }

/** One wrong answer: what was said, what is right, how the call-back stands, and what can be done now. */
export function OneCorrection({ correction }: { correction: Correction }) {
  const { say, pick } = usePhrases('corrections')
  const words = useRead(correctionWords, {})
  const [asking, setAsking] = useState<Asking>()
  const wordOf = (list: 'found' | 'outcomes', code: string | null) => {
    const found = words.data?.[list].find((one) => one.code === code)
    return found ? pick(found) : (code ?? '')
  }
  const open = correction.promises.filter((one) => one.stoppedAt === null)
  return (
    <article className={style.one}>
      <p className={style.head}>
        <StatusTag tone={tones[correction.state]} settled={correction.state !== 'open'}>
          {say(`state.${correction.state}`)}
        </StatusTag>
        {(open.length > 0 ? open : correction.promises.slice(0, 1)).map((one) => (
          <ExplainedPromise key={one.id} promise={one} size="small" named />
        ))}
        <RelativeTime at={correction.foundAt} />
      </p>
      <dl className={style.said}>
        <dt>{say('wrong-short')}</dt>
        <dd>
          <s>{correction.wrongAnswer}</s>
        </dd>
        <dt>{say('right-short')}</dt>
        <dd>{correction.rightAnswer}</dd>
      </dl>
      <p className={style.small}>
        {[
          wordOf('found', correction.foundHow),
          correction.owner ? say('owner', { who: `${correction.owner.name} ${correction.owner.jobNumber}` }) : '',
          correction.tries > 0 ? say('tries', { count: correction.tries }) : '',
          correction.outcome ? wordOf('outcomes', correction.outcome) : ''
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {correction.customerSaid ? <p className={style.small}>{say('customer-said', { text: correction.customerSaid })}</p> : null}
      {correction.knowledgeNote ? (
        <p className={style.source}>
          <StatusTag tone={correction.knowledgeState === 'open' ? 'warn' : 'good'} settled={correction.knowledgeState !== 'open'}>
            {say(`source-state.${correction.knowledgeState}`)}
          </StatusTag>
          <span>{correction.knowledgeNote}</span>
        </p>
      ) : null}
      {asking ? (
        <Answer correction={correction} asking={asking} onDone={() => setAsking(undefined)} />
      ) : (
        <p className={style.acts}>
          {correction.can.tell ? (
            <>
              <Button size="small" type="primary" onClick={() => setAsking('tell')}>
                {say('tell')}
              </Button>
              <Button size="small" onClick={() => setAsking('try')}>
                {say('try')}
              </Button>
              <Button size="small" type="text" onClick={() => setAsking('withdraw')}>
                {say('withdraw')}
              </Button>
            </>
          ) : null}
          {correction.can.mend ? (
            <Button size="small" onClick={() => setAsking('mend')}>
              {say('mend')}
            </Button>
          ) : null}
        </p>
      )}
    </article>
  )
}

const channels = ['phone', 'sms', 'email', 'chat', 'hall'] as const

function Answer({ correction: { id }, asking, onDone }: { correction: Correction; asking: Asking; onDone: () => void }) {
  const { say, pick } = usePhrases('corrections')
  const words = useRead(correctionWords, {})
  const refreshes = { refreshes: [listCorrections] }
  const tell = useAct(tellCorrection, refreshes)
  const missed = useAct(recordCorrectionTry, refreshes)
  const withdraw = useAct(withdrawCorrection, refreshes)
  const mend = useAct(mendSource, refreshes)
  const [text, setText] = useState('')
  const [outcome, setOutcome] = useState('understood')
  const [channel, setChannel] = useState<(typeof channels)[number]>('phone')
  const said = text.trim()
  const note = said ? { note: said.slice(0, 500) } : {}
  const submit = async () => {
    const at = { correctionId: id }
    const done =
      asking === 'tell'
        ? await tell.act({ ...at, channel, outcome, ...(said ? { customerSaid: said } : {}) })
        : asking === 'try'
          ? await missed.act({ ...at, ...note })
          : asking === 'mend'
            ? await mend.act({ ...at, ...note })
            : await withdraw.act({ ...at, reason: said.slice(0, 500) })
    if (done) onDone()
  }
  const isBusy = tell.isBusy || missed.isBusy || withdraw.isBusy || mend.isBusy
  const refusal = tell.refusal ?? missed.refusal ?? withdraw.refusal ?? mend.refusal
  return (
    <form
      className={style.answer}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      {asking === 'tell' ? (
        <div className={style.two}>
          <Select size="small" aria-label={say('channel-label')} value={channel} onChange={setChannel} options={channels.map((one) => ({ value: one, label: say(`channel.${one}`) }))} />
          <Select size="small" aria-label={say('outcome')} value={outcome} onChange={setOutcome} options={(words.data?.outcomes ?? []).map((one) => ({ value: one.code, label: pick(one) }))} />
        </div>
      ) : null}
      <Input.TextArea
        autoFocus
        size="small"
        value={text}
        maxLength={500}
        autoSize={{ minRows: 2, maxRows: 6 }}
        aria-label={say(`ask.${asking}`)}
        placeholder={say(`ask.${asking}`)}
        onChange={(event) => setText(event.target.value)}
      />
      <span className={style.acts}>
        <Button size="small" type="primary" htmlType="submit" loading={isBusy} disabled={asking === 'withdraw' && said === ''}>
          {say(asking)}
        </Button>
        <Button size="small" onClick={onDone}>
          {say('leave')}
        </Button>
      </span>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </form>
  )
}
