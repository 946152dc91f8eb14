import type { Clause } from '@shouwen/kernels/conditions/index'
import { usePhrases } from '#lib/phrases.ts'
import { FieldList } from '#ui/field-list.tsx'
import { Block } from './block.tsx'
import { NormIds, TrustMark } from './clause-marks.tsx'
import style from './clause-page.module.css'

/** The words of the clause in both languages, what was decided where the source is silent, and the source. */
export function ClauseSaid({ clause }: { clause: Clause }) {
  const { say, pick, language } = usePhrases('norms')
  const { words, note, source, effective } = clause
  const tongues = language === 'en' ? (['en', 'zh'] as const) : (['zh', 'en'] as const)
  return (
    <Block title={say('said.title')} aside={<TrustMark trust={source.trust} />}>
      <div className={style.words}>
        {tongues.map((tongue, index) => (
          <blockquote
            key={tongue}
            className={index === 0 ? style.own : style.other}
            lang={tongue === 'zh' ? 'zh-CN' : 'en'}
          >
            {words[tongue]}
          </blockquote>
        ))}
      </div>
      {note ? (
        <p className={style.note}>
          <strong>{say('said.note')}</strong>
          {pick(note)}
        </p>
      ) : null}
      <FieldList
        columns={2}
        fields={[
          {
            label: say('said.source'),
            value: `${pick(source.document)}${source.article ? ` · ${source.article}` : ''}`
          },
          { label: say('column.norms'), value: <NormIds ids={source.norms ?? []} partly={source.partly ?? []} /> },
          { label: say('said.trust'), value: say(`trust-text.${source.trust}`) },
          {
            label: say('said.effective'),
            value: (
              <span className="number">
                {effective.until
                  ? say('said.from-until', { from: effective.from, until: effective.until })
                  : say('said.from', { from: effective.from })}
              </span>
            )
          }
        ]}
      />
    </Block>
  )
}
