import { tryWhatIf, whatIfChoices } from '@shouwen/contract/floor-what-if'
import type { InputOf } from '@shouwen/contract/operation'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { useRemembered } from '#ui/remembered.ts'
import { Page } from '#ui/page.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { FloorTabs } from './floor-tabs.tsx'
import { useDictionary } from './use-dictionary.ts'
import { usualTrial, WhatIfForm } from './what-if-form.tsx'
import { WhatIfResult } from './what-if-result.tsx'
import style from './what-if.module.css'

type Trial = InputOf<typeof tryWhatIf>

/** Two arrangements of a queue lived through side by side on the simulator: for practising, and before people are moved. Touches nothing of the floor. */
export function WhatIf() {
  const { say } = usePhrases('what-if')
  const { regionId } = useSession().staff
  const choices = useRead(whatIfChoices, {})
  const dictionary = useDictionary()
  const [trial, keep] = useRemembered('floor.what-if', usualTrial)
  const [asked, ask] = useState<Trial>()
  const run = useAct(tryWhatIf)
  const [result, show] = useState<Awaited<ReturnType<typeof run.act>>>()
  const withinSeconds = dictionary.rule.withinSeconds('phone') || 1
  const isKnown = choices.data !== undefined && dictionary.data !== undefined
  return (
    <Page title={say('title')} bar={<FloorTabs here="whatIf" />} isLoading={!isKnown} error={isKnown ? undefined : (choices.error ?? dictionary.error)}>
      <div className={style.page}>
        <WhatIfForm
          trial={trial}
          playbooks={choices.data?.playbooks ?? []}
          withinSeconds={withinSeconds}
          isBusy={run.isBusy}
          onChange={keep}
          onRun={(inputs) => {
            const input = { regionId, withinSeconds, ...inputs }
            void run.act(input).then((output) => {
              if (!output) return
              ask(input)
              show(output)
            })
          }}
        />
        <section aria-live="polite" aria-busy={run.isBusy}>
          {run.refusal ? <RefusalNotice refusal={run.refusal} inline /> : null}
          {result && asked ? <WhatIfResult sides={result.sides} asked={asked} playbooks={choices.data?.playbooks ?? []} /> : <p className={style.quiet}>{say('nothing-yet')}</p>}
        </section>
      </div>
    </Page>
  )
}
