import { usePhrases } from '#lib/phrases.ts'
import { StatusTag } from '#ui/status-tag.tsx'
import type { ClauseLine } from './clause-content.ts'
import style from './clause-marks.module.css'

/** Where the words come from and how far they can be trusted; what is only assumed stands out. */
export function TrustMark({ trust }: { trust: string }) {
  const { say } = usePhrases('norms')
  const strength =
    trust === 'seed' || trust === 'law-verified' ? style.firm : trust === 'assumed' ? style.assumed : style.soft
  return (
    <span className={`${style.trust} ${strength}`} title={say(`trust-text.${trust}`)}>
      {say(`trust.${trust}`)}
    </span>
  )
}

/** Our own reading of a gap in the source. */
export function AssumedMark({ short }: { short?: boolean }) {
  const { say } = usePhrases('norms')
  return (
    <span className={`${style.trust} ${style.assumed}`} title={say('trust-text.assumed')}>
      {say(short ? 'assumed-short' : 'trust.assumed')}
    </span>
  )
}

export type ClauseState = 'in-force' | 'prepared' | 'withdrawn'

export function stateOf(line: Pick<ClauseLine, 'status' | 'versionInForce'>): ClauseState {
  if (line.versionInForce === null) return 'withdrawn'
  return line.status === 'prepared' ? 'prepared' : 'in-force'
}

/** Does it hold now? A prepared clause is written and checked, but what it counts from is not recorded yet. */
export function ClauseStateTag({ state }: { state: ClauseState }) {
  const { say } = usePhrases('norms')
  const tone = state === 'in-force' ? 'good' : state === 'prepared' ? 'neutral' : 'warn'
  return (
    <span title={say(`state-text.${state}`)}>
      <StatusTag tone={tone} settled={state === 'in-force'}>
        {say(`state.${state}`)}
      </StatusTag>
    </span>
  )
}

/** Catalogue ids. */
export function NormIds({ ids, partly = [] }: { ids: readonly string[]; partly?: readonly string[] }) {
  const { say } = usePhrases('norms')
  if (ids.length === 0) return <span className={style.none}>—</span>
  return (
    <span className={style.ids}>
      {ids.map((id) => (
        <span key={id} className={style.id} title={partly.includes(id) ? say('partly') : undefined}>
          {id}
          {partly.includes(id) ? '*' : ''}
        </span>
      ))}
    </span>
  )
}
