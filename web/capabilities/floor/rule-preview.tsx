import type { previewRoutingRules } from '@shouwen/contract/floor-decisions'
import type { OutputOf } from '@shouwen/contract/operation'
import { Link } from '@tanstack/react-router'
import { usePhrases } from '#lib/phrases.ts'
import style from './rules.module.css'

/** What a draft would mean for those who wait now. */
export function RulePreview({ result }: { result: OutputOf<typeof previewRoutingRules> }) {
  const { say } = usePhrases('floor')
  if (result.problems.length > 0) return <Problems problems={result.problems} />
  return (
    <div className={style.block}>
      <h2>{say('preview.title')}</h2>
      <p>
        {say('preview.text', { waiting: result.waiting, changed: result.changedCount })}
        {result.unmatched > 0 ? <strong className={style.bad}> {say('preview.unmatched', { n: result.unmatched })}</strong> : null}
      </p>
      {result.rulesForNobody.length > 0 ? (
        <details>
          <summary>{say('preview.for-nobody', { n: result.rulesForNobody.length })}</summary>
          <ul>
            {result.rulesForNobody.map((one) => (
              <li key={one.ruleId}>
                {one.ruleId}: {one.queueCodes.join(', ')}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      {result.changed.length > 0 ? (
        <table className={style.table}>
          <thead>
            <tr>
              <th scope="col">{say('preview.contact')}</th>
              <th scope="col">{say('why.rule')}</th>
              <th scope="col">{say('preview.position')}</th>
              <th scope="col">{say('preview.fitting')}</th>
            </tr>
          </thead>
          <tbody>
            {result.changed.map((one) => (
              <tr key={one.contactId}>
                <th scope="row">
                  <Link to="/floor/contacts/$contactId" params={{ contactId: one.contactId }}>
                    {one.queueCode}
                  </Link>
                </th>
                <td>{one.ruleBefore === one.ruleAfter ? one.ruleAfter : `${one.ruleBefore} → ${one.ruleAfter}`}</td>
                <td>
                  {one.positionBefore} → {one.positionAfter}
                </td>
                <td>
                  {one.fittingBefore} → {one.fittingAfter}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </div>
  )
}

/** Why a draft cannot be used, sentence by sentence. */
export function Problems({ problems }: { problems: readonly string[] }) {
  const { say } = usePhrases('floor')
  return (
    <div className={style.block} role="alert">
      <h2 className={style.bad}>{say('rules.problems')}</h2>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </div>
  )
}
