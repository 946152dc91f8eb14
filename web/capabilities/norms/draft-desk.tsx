import type { checkClause } from '@shouwen/contract/norms'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button, Input } from 'antd'
import { type RefObject, useRef, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import type { RefusalFacts } from '#ui/refusal-notice.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { useWords } from '#ui/words.ts'
import { ExampleSum, ResultMark } from './clause-examples.tsx'
import { CodeField, type CodeFieldHandle } from './code-field.tsx'
import style from './draft-desk.module.css'
import { faultWords } from './fault-words.ts'

export type Checked = OutputOf<typeof checkClause> & { text: string }

/** The text at the left; at the right what is wrong with it, its condition in words and its examples, as of the last check. */
export function DraftDesk({
  text,
  isChanged,
  onText,
  onUndo,
  checked,
  isChecking,
  refusal,
  isBusy,
  onKeep
}: {
  text: string
  isChanged: boolean
  onText: (text: string) => void
  onUndo: () => void
  checked: Checked | undefined
  isChecking: boolean
  refusal: RefusalFacts | undefined
  isBusy: boolean
  onKeep: (note: string) => void
}) {
  const { say, pick } = usePhrases('norms')
  const reader = useWords()
  const [note, setNote] = useState('')
  const field = useRef<CodeFieldHandle>(null)
  const faults = checked?.faults ?? []
  // A failing example says so among the examples, with its line.
  const others = faults.filter((fault) => exampleOf(fault.text) === undefined)
  const lineOf = new Map(faults.map((fault) => [exampleOf(fault.text), fault.line]))
  const canKeep = isChanged && !isChecking && checked !== undefined && faults.length === 0
  useShortcut('Ctrl+Enter', say('draft.keep'), () => canKeep && onKeep(note.trim()), {
    group: say('clause'),
    inFields: true
  })
  const agreeing = checked?.examples.filter(({ agrees }) => agrees).length ?? 0
  return (
    <div className={style.desk}>
      <div className={style.text}>
        <CodeField
          ref={field}
          value={text}
          onChange={onText}
          faultyLines={new Set(faults.flatMap(({ line }) => line ?? []))}
          label={say('draft.text')}
          describedBy="draft-faults"
        />
      </div>
      <div className={style.side}>
        <section aria-labelledby="draft-check">
          <h2 id="draft-check">
            {say('draft.check')}
            <small role="status">
              {isChecking
                ? say('draft.checking')
                : faults.length === 0
                  ? say('draft.sound')
                  : say('draft.faults', { count: faults.length })}
            </small>
          </h2>
          <ul id="draft-faults" className={style.faults}>
            {others.map((fault) => (
              <li key={`${fault.line} ${fault.text}`}>
                {fault.line === null ? null : <GoTo line={fault.line} field={field} />}
                <span>{faultWords(fault.text, reader)}</span>
              </li>
            ))}
          </ul>
          {checked?.condition ? (
            <p className={style.condition}>
              <span>{say('rule.applies')}</span>
              {pick(checked.condition)}
            </p>
          ) : null}
        </section>
        {checked && checked.examples.length > 0 ? (
          <section aria-labelledby="draft-examples">
            <h2 id="draft-examples">
              {say('examples.title')}
              <small>
                <ExampleSum agreeing={agreeing} total={checked.examples.length} />
              </small>
            </h2>
            <ul className={style.examples}>
              {checked.examples.map((example) => (
                <li key={example.name}>
                  <ResultMark result={example} />
                  <span>
                    {example.name}
                    {example.fault ? (
                      <code>
                        {lineOf.get(example.name) ? (
                          <GoTo line={lineOf.get(example.name) as number} field={field} />
                        ) : null}{' '}
                        {faultWords(example.fault, reader)}
                      </code>
                    ) : null}
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <div className={style.foot}>
          <Input
            value={note}
            maxLength={1000}
            aria-label={say('draft.note')}
            placeholder={say('draft.note')}
            onChange={(event) => setNote(event.target.value)}
          />
          {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
          <div className={style.buttons}>
            <Button type="primary" loading={isBusy} disabled={!canKeep} onClick={() => onKeep(note.trim())}>
              {say('draft.keep')}
            </Button>
            <Button disabled={!isChanged} onClick={onUndo}>
              {say('draft.undo')}
            </Button>
          </div>
          <p>{say('draft.text-note')}</p>
        </div>
      </div>
    </div>
  )
}

/** Puts the cursor on a line. */
function GoTo({ line, field }: { line: number; field: RefObject<CodeFieldHandle | null> }) {
  const { say } = usePhrases('norms')
  return (
    <button type="button" className={style.goTo} onClick={() => field.current?.goTo(line)}>
      {say('draft.line', { line })}
    </button>
  )
}

const exampleOf = (fault: string) => /^example “(.+?)”/.exec(fault)?.[1]
