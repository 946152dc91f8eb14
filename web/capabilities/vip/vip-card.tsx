import { escalateToLeader, getVipCustomer, listVipNeeds, recordVipNeed, saveVipProfile } from '@shouwen/contract/vip'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './vip.module.css'

type Asking = 'need' | 'leader' | 'profile'

/** On the ticket of a VIP customer: how to address them, their need passed on in detail, and the shift leader with one press. @norm CC-28 CC-29 */
export function VipCard({ regionId, customerId, ticketId, canAct }: { regionId: number; customerId: string; ticketId: string; canAct: boolean }) {
  const { say, pick } = usePhrases('vip')
  const at = { regionId, customerId }
  const { data } = useRead(getVipCustomer, at)
  const [asking, setAsking] = useState<Asking>()
  if (!data?.isVip) return null
  const close = () => setAsking(undefined)
  return (
    <section className={style.card} aria-label={say('title')}>
      <h2>{say('title')}</h2>
      <blockquote>{pick(data.greeting)}</blockquote>
      {data.care ? <p className={style.care}>{data.care}</p> : null}
      <p className={style.quiet}>{data.manager ? say('manager', { who: `${data.manager.name} ${data.manager.jobNumber}` }) : say('manager-none')}</p>
      {data.can.write && canAct && !asking ? (
        <p className={style.acts}>
          <Button size="small" type="primary" onClick={() => setAsking('need')}>
            {say('need')}
          </Button>
          <Button size="small" onClick={() => setAsking('leader')}>
            {say('leader')}
          </Button>
          <Button size="small" type="text" onClick={() => setAsking('profile')}>
            {say('profile')}
          </Button>
        </p>
      ) : null}
      {asking === 'need' ? <NeedForm ticketId={ticketId} kinds={data.needs} hasManager={data.manager !== null} onDone={close} /> : null}
      {asking === 'leader' ? <LeaderForm ticketId={ticketId} onDone={close} /> : null}
      {asking === 'profile' ? <ProfileForm at={at} title={data.title} care={data.care} onDone={close} /> : null}
    </section>
  )
}

function NeedForm({ ticketId, kinds, hasManager, onDone }: { ticketId: string; kinds: readonly { code: string; zh: string; en: string }[]; hasManager: boolean; onDone: () => void }) {
  const { say, pick } = usePhrases('vip')
  const record = useAct(recordVipNeed, { refreshes: [readTicket, listVipNeeds] })
  const [kind, setKind] = useState(kinds[0]?.code ?? 'plan')
  const [detail, setDetail] = useState('')
  const [reachAt, setReachAt] = useState('')
  const submit = async () => {
    const done = await record.act({ ticketId, kind, detail: detail.trim(), ...(reachAt.trim() ? { reachAt: reachAt.trim() } : {}) })
    if (!done) return
    toast({ text: say(hasManager ? 'need-passed' : 'need-passed-unit'), tone: 'good' })
    onDone()
  }
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Select size="small" aria-label={say('need-kind')} value={kind} onChange={setKind} options={kinds.map((one) => ({ value: one.code, label: pick(one) }))} />
      <Input.TextArea autoFocus size="small" aria-label={say('need-detail')} placeholder={say('need-detail')} value={detail} maxLength={3000} autoSize={{ minRows: 3, maxRows: 8 }} onChange={(event) => setDetail(event.target.value)} />
      <Input size="small" aria-label={say('reach-at')} placeholder={say('reach-at')} value={reachAt} maxLength={100} onChange={(event) => setReachAt(event.target.value)} />
      <Buttons action={say('pass-on')} isReady={detail.trim() !== ''} isBusy={record.isBusy} onLeave={onDone} />
      {record.refusal ? <RefusalNotice refusal={record.refusal} inline /> : null}
    </form>
  )
}

function LeaderForm({ ticketId, onDone }: { ticketId: string; onDone: () => void }) {
  const { say } = usePhrases('vip')
  const escalate = useAct(escalateToLeader, { refreshes: [readTicket] })
  const [reason, setReason] = useState('')
  const submit = async () => {
    const done = await escalate.act({ ticketId, reason: reason.trim() })
    if (!done) return
    toast({ text: say(done.atSeat ? 'leader-asked' : 'leader-asked-away', { who: `${done.leader.name} ${done.leader.jobNumber}` }), tone: 'good' })
    onDone()
  }
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Input autoFocus size="small" aria-label={say('leader-why')} placeholder={say('leader-why')} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      <Buttons action={say('leader')} isReady={reason.trim() !== ''} isBusy={escalate.isBusy} onLeave={onDone} />
      {escalate.refusal ? <RefusalNotice refusal={escalate.refusal} inline /> : null}
    </form>
  )
}

function ProfileForm({ at, title, care, onDone }: { at: { regionId: number; customerId: string }; title: { zh: string; en: string } | null; care: string; onDone: () => void }) {
  const { say } = usePhrases('vip')
  const save = useAct(saveVipProfile, { refreshes: [getVipCustomer] })
  const [titleZh, setTitleZh] = useState(title?.zh ?? '')
  const [titleEn, setTitleEn] = useState(title?.en ?? '')
  const [said, setSaid] = useState(care)
  const submit = async () => {
    if (await save.act({ ...at, titleZh: titleZh.trim(), titleEn: titleEn.trim(), care: said.trim() })) onDone()
  }
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
    >
      <Input autoFocus size="small" aria-label={say('title-zh')} placeholder={say('title-zh')} value={titleZh} maxLength={40} onChange={(event) => setTitleZh(event.target.value)} />
      <Input size="small" aria-label={say('title-en')} placeholder={say('title-en')} value={titleEn} maxLength={60} onChange={(event) => setTitleEn(event.target.value)} />
      <Input.TextArea size="small" aria-label={say('care')} placeholder={say('care')} value={said} maxLength={1000} autoSize={{ minRows: 2, maxRows: 6 }} onChange={(event) => setSaid(event.target.value)} />
      <Buttons action={say('save')} isReady={titleZh.trim() !== '' && titleEn.trim() !== ''} isBusy={save.isBusy} onLeave={onDone} />
      {save.refusal ? <RefusalNotice refusal={save.refusal} inline /> : null}
    </form>
  )
}

function Buttons({ action, isReady, isBusy, onLeave }: { action: string; isReady: boolean; isBusy: boolean; onLeave: () => void }) {
  const { say } = usePhrases('vip')
  return (
    <p className={style.acts}>
      <Button size="small" type="primary" htmlType="submit" disabled={!isReady} loading={isBusy}>
        {action}
      </Button>
      <Button size="small" onClick={onLeave}>
        {say('leave')}
      </Button>
    </p>
  )
}
