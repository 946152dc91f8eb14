import { listRoutingRules, previewRoutingRules, replayRouting } from '@shouwen/contract/floor-decisions'
import { Button, Input } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { now } from '#ui/now.ts'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { dayKey } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { FloorTabs } from './floor-tabs.tsx'
import { periodOf } from './report-period.ts'
import { RulePreview } from './rule-preview.tsx'
import { RuleReplay } from './rule-replay.tsx'
import style from './rules.module.css'
import { useDictionary } from './use-dictionary.ts'

const DAY_MS = 86_400_000

/** The rules of routing as they stand; a draft is tried on those who wait now and on a day that was, and changes nothing. */
export function Rules() {
  const { say } = usePhrases('floor')
  const reader = useWords()
  const { regionId } = useSession().staff
  const rules = useRead(listRoutingRules, {})
  const dictionary = useDictionary()
  const [draft, write] = useState<string>()
  const [day, setDay] = useState(() => dayKey(now() - DAY_MS, reader))
  const preview = useAct(previewRoutingRules)
  const replay = useAct(replayRouting)
  const [previewed, showPreview] = useState<Awaited<ReturnType<typeof preview.act>>>()
  const [replayed, showReplay] = useState<Awaited<ReturnType<typeof replay.act>>>()
  const text = draft ?? rules.data?.text ?? ''
  const isChanged = draft !== undefined && draft !== rules.data?.text
  const withinSeconds = dictionary.rule.withinSeconds('phone')
  return (
    <Page title={say('rules.title')} bar={<FloorTabs here="rules" />} isLoading={!rules.data} error={rules.data ? undefined : rules.error}>
      <div className={style.page}>
        <section className={style.draft}>
          <label htmlFor="routing-draft">{say('rules.draft')}</label>
          <p className={style.quiet}>{say('rules.draft-text')}</p>
          <Input.TextArea id="routing-draft" className={style.text} value={text} maxLength={60_000} spellCheck={false} rows={26} onChange={({ target }) => write(target.value)} />
          <div className={style.acts}>
            <Button disabled={!isChanged} onClick={() => write(undefined)}>
              {say('rules.reset')}
            </Button>
            <Button type="primary" loading={preview.isBusy} onClick={() => void preview.act({ regionId, draft: text }).then(showPreview)}>
              {say('rules.preview')}
            </Button>
            <input type="date" aria-label={say('rules.day')} value={day} max={dayKey(now(), reader)} onChange={({ target }) => target.value && setDay(target.value)} />
            <Button
              type="primary"
              loading={replay.isBusy}
              onClick={() => void replay.act({ regionId, ...periodOf(day, day, 1), withinSeconds, ...(isChanged ? { draft: text } : {}) }).then(showReplay)}
            >
              {say('rules.replay')}
            </Button>
          </div>
        </section>
        <section className={style.results} aria-live="polite">
          {preview.refusal ? <RefusalNotice refusal={preview.refusal} inline /> : null}
          {replay.refusal ? <RefusalNotice refusal={replay.refusal} inline /> : null}
          {previewed ? <RulePreview result={previewed} /> : null}
          {replayed ? <RuleReplay result={replayed} isDraft={isChanged} /> : null}
          {previewed || replayed ? null : <p className={style.quiet}>{say('rules.nothing-yet')}</p>}
        </section>
      </div>
    </Page>
  )
}
