import { usePhrases } from '#lib/phrases.ts'
import style from './kept-chart.module.css'
import { type Month, percent } from './months-kept.ts'

/** Share of promises kept per month, from zero, with its counts under each month; the target as a line. */
export function KeptChart({ months, target }: { months: readonly Month[]; target: number | undefined }) {
  const { say, language } = usePhrases('norms')
  const name = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { month: 'short', timeZone: 'UTC' })
  const monthName = (month: string) => name.format(new Date(`${month}-15T00:00:00Z`))
  return (
    <figure className={style.figure}>
      <div className={style.plot} aria-hidden>
        {[100, 50, 0].map((tick) => (
          <span key={tick} className={style.tick} style={{ bottom: `${tick}%` }}>
            <small>{tick}%</small>
          </span>
        ))}
        {target === undefined ? null : (
          <span
            className={style.target}
            style={{ bottom: `${target * 100}%` }}
            title={say('usage.target', { share: percent(target) })}
          />
        )}
        <div className={style.bars}>
          {months.map((each) => (
            <div
              key={each.month}
              className={style.month}
              title={`${each.month}: ${percent(each.share)} = ${each.kept} ÷ (${each.kept} + ${each.broken})`}
            >
              {each.share === null ? null : (
                <span className={style.bar} style={{ height: `${each.share * 100}%` }}>
                  <b className={target !== undefined && each.share < target ? style.under : undefined}>
                    {percent(each.share)}
                  </b>
                </span>
              )}
            </div>
          ))}
        </div>
      </div>
      <table className={style.counts}>
        <caption className="visually-hidden">{say('usage.title')}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{say('usage.month')}</span>
            </th>
            {months.map((each) => (
              <th key={each.month} scope="col">
                {monthName(each.month)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr className="visually-hidden">
            <th scope="row">{say('usage.share')}</th>
            {months.map((each) => (
              <td key={each.month}>{percent(each.share)}</td>
            ))}
          </tr>
          {(['kept', 'broken', 'open'] as const).map((count) => (
            <tr key={count} className={style[count]}>
              <th scope="row">{say(`outcome.${count === 'open' ? 'running' : count}`)}</th>
              {months.map((each) => (
                <td key={each.month}>{each[count] || '·'}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  )
}
