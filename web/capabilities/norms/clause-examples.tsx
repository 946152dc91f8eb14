import type { Clause } from '@shouwen/kernels/conditions/index'
import { usePhrases } from '#lib/phrases.ts'
import { Icon } from '#ui/icon.tsx'
import { instantOf } from '#ui/time.ts'
import { useWords } from '#ui/words.ts'
import { Block } from './block.tsx'
import type { ClauseWordings } from './clause-content.ts'
import style from './clause-examples.module.css'
import { faultWords } from './fault-words.ts'

type Result = { name: string; agrees: boolean; fault: string | null }

/** The worked examples, run just now: each with its case, its events and what must come out. */
export function ClauseExamples({
  examples,
  results,
  words
}: {
  examples: NonNullable<Clause['examples']>
  results: readonly Result[]
  words: ClauseWordings
}) {
  const { say } = usePhrases('norms')
  const reader = useWords()
  const agreeing = results.filter(({ agrees }) => agrees).length
  return (
    <Block title={say('examples.title')} flush aside={<ExampleSum agreeing={agreeing} total={results.length} />}>
      <ul className={style.examples}>
        {examples.map((example, index) => (
          <li key={example.name}>
            <details>
              <summary>
                <ResultMark result={results[index]} />
                <span className={style.name}>{example.name}</span>
                <span className={style.expect}>{expectWords(example.expect, words, say).join(' · ')}</span>
              </summary>
              <ExampleCase example={example} words={words} />
            </details>
            {results[index]?.fault ? (
              <p className={style.fault}>{faultWords(results[index]?.fault ?? '', reader)}</p>
            ) : null}
          </li>
        ))}
      </ul>
    </Block>
  )
}

/** 5 of 5 agree. */
export function ExampleSum({ agreeing, total }: { agreeing: number; total: number }) {
  const { say } = usePhrases('norms')
  return (
    <span className={agreeing === total ? style.good : style.bad}>{say('examples.agree', { agreeing, total })}</span>
  )
}

export function ResultMark({ result }: { result: Result | undefined }) {
  const { say } = usePhrases('norms')
  if (!result) return null
  return (
    <span className={result.agrees ? style.good : style.bad}>
      <Icon
        name={result.agrees ? 'check' : 'close'}
        size={15}
        label={say(result.agrees ? 'examples.agrees' : 'examples.differs')}
      />
    </span>
  )
}

function ExampleCase({ example, words }: { example: NonNullable<Clause['examples']>[number]; words: ClauseWordings }) {
  const { say } = usePhrases('norms')
  const reader = useWords()
  return (
    <div className={style.case}>
      <p>
        <span className={style.label}>{say('examples.given')}</span>
        {Object.entries(example.given)
          .map(([name, value]) => `${words.fact(name)} ${words.value(name, value)}`)
          .join(' · ')}
      </p>
      {(example.events ?? []).map((event) => (
        <p key={`${event.event} ${event.at}`}>
          <time className={style.label} dateTime={event.at} title={instantOf(event.at, reader)}>
            {instantOf(event.at, reader).slice(5, 19)}
          </time>
          {words.event(event.event)}
          {event.reason ? `（${words.reason(event.reason)}）` : ''}
        </p>
      ))}
      {example.now ? (
        <p>
          <time className={style.label} dateTime={example.now}>
            {instantOf(example.now, reader).slice(5, 19)}
          </time>
          {say('examples.now')}
        </p>
      ) : null}
      {example.expect.due ? (
        <p>
          <time className={style.label} dateTime={example.expect.due}>
            {instantOf(example.expect.due, reader).slice(5, 19)}
          </time>
          <strong>{say('examples.due')}</strong>
        </p>
      ) : null}
    </div>
  )
}

function expectWords(
  expect: NonNullable<Clause['examples']>[number]['expect'],
  words: ClauseWordings,
  say: (key: string) => string
): string[] {
  return [
    ...(expect.applies === false ? [say('examples.not-applies')] : []),
    ...(expect.outcome ? [say(`outcome.${expect.outcome}`)] : []),
    ...(expect.gives
      ? [
          Object.entries(expect.gives)
            .map(([name, value]) => `${words.fact(name)} ${words.value(name, value)}`)
            .join(' ')
        ]
      : []),
    ...(expect.row && !expect.outcome ? [expect.row] : [])
  ]
}
