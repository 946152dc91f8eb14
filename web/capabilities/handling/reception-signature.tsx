import { listRuns, signReception } from '@shouwen/contract/handling-procedures'
import { Button, Checkbox, Input } from 'antd'
import { type PointerEvent, useRef, useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { toast } from '#ui/undo-toast.tsx'
import style from './handling.module.css'
import type { Run } from './run-steps.tsx'
import { useHere } from './use-here.ts'

type Point = [number, number]
const WIDE = 1000
const HIGH = 400

/** The customer signs on the screen, or it is said why not. @norm TK-25 SC-20 */
export function ReceptionSignature({ ticketId, run }: { ticketId: string; run: Run }) {
  const { say } = usePhrases('handling')
  const sign = useAct(signReception, { refreshes: [listRuns] })
  const here = useHere()
  const asked = run.steps.flatMap((step) => (typeof step.answers['place'] === 'string' ? [step.answers['place']] : []))[0] ?? ''
  const [place, setPlace] = useState(asked)
  const [signer, setSigner] = useState('')
  const [strokes, setStrokes] = useState<Point[][]>([])
  const [isUnsigned, setUnsigned] = useState(false)
  const [reason, setReason] = useState('')
  const isReady = place.trim() !== '' && (isUnsigned ? reason.trim() !== '' : signer.trim() !== '' && strokes.length > 0)
  const submit = async () => {
    const at = { ticketId, runId: run.id, place: place.trim(), ...here.where }
    const done = await sign.act(isUnsigned ? { ...at, unsignedReason: reason.trim() } : { ...at, signer: signer.trim(), strokes })
    if (done) toast({ text: say('sign.done'), tone: 'good' })
  }
  return (
    <div className={style.form}>
      <Labelled label={say('sign.place')} required>
        {(ids) => <Input {...ids} value={place} maxLength={200} onChange={(event) => setPlace(event.target.value)} />}
      </Labelled>
      {isUnsigned ? (
        <Labelled label={say('sign.why-not')} required>
          {(ids) => <Input {...ids} autoFocus value={reason} maxLength={300} onChange={(event) => setReason(event.target.value)} />}
        </Labelled>
      ) : (
        <>
          <Labelled label={say('sign.signer')} required>
            {(ids) => <Input {...ids} value={signer} maxLength={80} onChange={(event) => setSigner(event.target.value)} />}
          </Labelled>
          <SignaturePad value={strokes} onChange={setStrokes} />
        </>
      )}
      <div className={style.acts}>
        <Checkbox checked={isUnsigned} onChange={(event) => setUnsigned(event.target.checked)}>
          {say('sign.unsigned')}
        </Checkbox>
        {!isUnsigned && strokes.length > 0 ? (
          <Button size="small" type="text" onClick={() => setStrokes([])}>
            {say('sign.again')}
          </Button>
        ) : null}
      </div>
      {sign.refusal ? <RefusalNotice refusal={sign.refusal} inline /> : null}
      <div className={style.acts}>
        <Button loading={sign.isBusy} disabled={!isReady} onClick={() => void submit()}>
          {say(isUnsigned ? 'sign.save-unsigned' : 'sign.save')}
        </Button>
        <Button type="text" onClick={here.look} disabled={here.isLooking}>
          {say(here.where ? 'test.placed' : 'test.position')}
        </Button>
      </div>
    </div>
  )
}

/** A field to sign on with finger, pen or mouse. */
function SignaturePad({ value, onChange }: { value: Point[][]; onChange: (value: Point[][]) => void }) {
  const { say } = usePhrases('handling')
  const [drawing, setDrawing] = useState<Point[]>([])
  const field = useRef<SVGSVGElement>(null)
  const pointOf = (event: PointerEvent): Point => {
    const box = field.current?.getBoundingClientRect()
    const within = (at: number, size: number, most: number) => Math.min(most, Math.max(0, Math.round((at / Math.max(1, size)) * most)))
    return [within(event.clientX - (box?.left ?? 0), box?.width ?? 1, WIDE), within(event.clientY - (box?.top ?? 0), box?.height ?? 1, HIGH)]
  }
  const end = () => {
    if (drawing.length > 1 && value.length < 40) onChange([...value, drawing])
    setDrawing([])
  }
  return (
    <svg
      ref={field}
      role="img"
      aria-label={say('sign.pad')}
      className={style.pad}
      viewBox={`0 0 ${WIDE} ${HIGH}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId)
        setDrawing([pointOf(event)])
      }}
      onPointerMove={(event) => {
        if (drawing.length > 0 && drawing.length < 500) setDrawing([...drawing, pointOf(event)])
      }}
      onPointerUp={end}
      onPointerCancel={end}
    >
      {[...value, drawing].map((points, at) => (
        <path key={at} d={pathOf(points)} />
      ))}
    </svg>
  )
}

const pathOf = (points: readonly (readonly number[])[]) => points.map(([x, y], at) => `${at === 0 ? 'M' : 'L'}${x} ${y}`).join('')

/** The record as it was signed, with its hash. */
export function SignedRecord({ record }: { record: NonNullable<Run['record']> }) {
  const { say } = usePhrases('handling')
  return (
    <div className={style.card}>
      <h3>{say('sign.record')}</h3>
      <p className={style.text}>{record.words}</p>
      {record.strokes ? (
        <svg role="img" aria-label={say('sign.of', { who: record.signer ?? '' })} className={style.signature} viewBox={`0 0 ${WIDE} ${HIGH}`}>
          {record.strokes.map((points, at) => (
            <path key={at} d={pathOf(points)} />
          ))}
        </svg>
      ) : (
        <p className={style.quiet}>{say('sign.not', { reason: record.unsignedReason ?? '' })}</p>
      )}
      <small className={style.quiet}>
        {record.signer ? `${record.signer} · ` : ''}
        {record.place} · <RelativeTime at={record.signedAt} exact /> · SHA-256 {record.sha256.slice(0, 12)}…
      </small>
      <small className={style.quiet}>{say(record.copyBySms ? 'sign.copy-sms' : 'sign.copy')}</small>
    </div>
  )
}
