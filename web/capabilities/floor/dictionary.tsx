import { serviceLevelFormulas } from '@shouwen/kernels/queueing/service-level'
import { usePhrases } from '#lib/phrases.ts'
import { Page } from '#ui/page.tsx'
import style from './dictionary.module.css'
import { FloorTabs } from './floor-tabs.tsx'
import { useDictionary } from './use-dictionary.ts'

type Bound = { above?: number; from?: number; below?: number } | null

/** Each figure of the board with its formula, unit, norm and the counts it comes from: the tooltips of the board say the same. @norm KP-06 KP-10 */
export function Dictionary() {
  const { say, pick } = usePhrases('floor')
  const { data, error, figures, name, value } = useDictionary()
  const bound = (code: string, one: Bound): string => {
    if (!one) return ''
    const [way, at] = Object.entries(one)[0] ?? []
    return way === undefined ? '' : say(`bound.${way}`, { value: value(code, at ?? null) })
  }
  return (
    <Page title={say('dictionary.title')} bar={<FloorTabs here="dictionary" />} isLoading={!data} error={data ? undefined : error}>
      <div className={style.page} role="region" aria-label={say('dictionary.figure')} tabIndex={0}>
        <table className={style.table}>
          <thead>
            <tr>
              {['figure', 'formula', 'unit', 'from', 'marked', 'norms'].map((head) => (
                <th key={head} scope="col">
                  {say(`dictionary.${head}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => {
              const band = data?.bands.find((one) => one.figure === figure.code)
              return (
                <tr key={figure.code}>
                  <th scope="row">{name(figure.code)}</th>
                  <td data-label={say('dictionary.formula')}>{pick(figure.formula)}</td>
                  <td data-label={say('dictionary.unit')}>{say(`unit.${figure.unit}`)}</td>
                  <td data-label={say('dictionary.from')} className={style.source}>
                    {pick(figure.from)}
                  </td>
                  <td data-label={say('dictionary.marked')}>
                    {band ? (
                      <>
                        {band.warn ? `${say('mark.warn')} ${bound(figure.code, band.warn)}` : ''}
                        {band.alarm ? `${band.warn ? '；' : ''}${say('mark.alarm')} ${bound(figure.code, band.alarm)}` : ''}
                        {band.channels ? ` (${band.channels.map((channel) => say(`channel.${channel}`)).join(' ')})` : ''}
                      </>
                    ) : (
                      '—'
                    )}
                  </td>
                  <td data-label={say('dictionary.norms')}>{figure.norms.join(' ') || '—'}</td>
                </tr>
              )
            })}
          </tbody>
        </table>
        <h2>{say('dictionary.formulas')}</h2>
        <p className={style.quiet}>
          {say('dictionary.formulas-text', { short: data?.level.shortSeconds ?? 0 })}{' '}
          {(data?.level.channels ?? []).map((one) => say('dictionary.target', { channel: say(`channel.${one.channel}`), seconds: one.withinSeconds, target: value('service-level', one.target) })).join(' ')}
        </p>
        <table className={style.table}>
          <tbody>
            {Object.entries(serviceLevelFormulas).map(([id, words]) => (
              <tr key={id}>
                <th scope="row">
                  {id}
                  {data?.level.formula === id ? ` · ${say('dictionary.usual')}` : ''}
                </th>
                <td>{pick(words)}</td>
                <td>
                  <code>{words.formula}</code>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Page>
  )
}
