import { readSampleAccounts } from '@shouwen/contract/account'
import type { OutputOf } from '@shouwen/contract/operation'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import style from './sample-accounts.module.css'

type Account = OutputOf<typeof readSampleAccounts>['items'][number]

/** On the sample operator: roles to try, each a press that fills the form. Nothing anywhere else. */
export function SampleAccounts({ chosen, onChoose }: { chosen: string; onChoose: (account: Account) => void }) {
  const { say, pick } = usePhrases('sign-in')
  const accounts = useRead(readSampleAccounts, {}).data?.items ?? []
  if (accounts.length === 0) return null
  return (
    <section className={style.sample} aria-labelledby="sample-accounts">
      <h2 id="sample-accounts">{say('sample.title')}</h2>
      <p>{say('sample.text')}</p>
      <ul>
        {accounts.map((account) => (
          <li key={account.login}>
            <button type="button" aria-pressed={account.login === chosen} onClick={() => onChoose(account)}>
              <strong>{pick(account)}</strong>
              <span>{account.login}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
