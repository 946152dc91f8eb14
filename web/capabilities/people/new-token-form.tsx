import { createMyToken, listMyTokens } from '@shouwen/contract/account-security'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { Field } from './field.tsx'
import style from './profile-section.module.css'
import { useOwnVerbs } from './verb-words.ts'

const lives = [7, 30, 90, 365] as const

/** A new API token: a name, what it may do (never more than its owner), how long. `onMade` gets the secret. */
export function NewTokenForm({ onMade, onCancel }: { onMade: (token: string) => void; onCancel: () => void }) {
  const { say } = usePhrases('profile')
  const { act, isBusy, refusal } = useAct(createMyToken, { refreshes: [listMyTokens] })
  const verbs = useOwnVerbs()
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<string[]>([])
  const [days, setDays] = useState<number>(90)
  const isReady = name.trim() !== '' && scopes.length > 0
  const send = async () => {
    if (!isReady) return
    const made = await act({ name: name.trim(), scopes, expiresInDays: days })
    if (made) onMade(made.token)
  }
  return (
    <form
      className={`${style.form} ${style.content}`}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <Field label={say('tokens.name')} hint={say('tokens.name-hint')}>
        {(ids) => (
          <Input {...ids} autoFocus maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
        )}
      </Field>
      <Field label={say('tokens.scopes')} hint={say('tokens.scopes-hint')}>
        {(ids) => (
          <Select
            {...ids}
            mode="multiple"
            maxCount={50}
            showSearch={{ optionFilterProp: 'search' }}
            options={verbs.map((verb) => ({
              value: verb.verb,
              label: verb.words,
              search: `${verb.words} ${verb.verb}`
            }))}
            value={scopes}
            onChange={setScopes}
          />
        )}
      </Field>
      <Field label={say('tokens.days')}>
        {(ids) => (
          <Select
            {...ids}
            value={days}
            onChange={setDays}
            options={lives.map((each) => ({ value: each, label: say('tokens.days-of', { count: each }) }))}
          />
        )}
      </Field>
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      <div className={style.choices}>
        <Button type="primary" htmlType="submit" loading={isBusy} disabled={!isReady}>
          {say('tokens.make')}
        </Button>
        <Button onClick={onCancel}>{say('cancel')}</Button>
      </div>
    </form>
  )
}
