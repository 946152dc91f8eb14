import { usePhrases } from '#lib/phrases.ts'
import style from './complaint-marks.module.css'

/** Focus, hard, and how high it stands inside and outside: by word, not by colour alone. @norm TK-14 TK-56 */
export function ComplaintMarks({ focus, hard, internal, external }: { focus: boolean; hard: boolean; internal: string | null; external: string | null }) {
  const { say } = usePhrases('complaints')
  return (
    <>
      {focus ? <span className={style.focus} title={say('mark.focus-text')}>{say('mark.focus')}</span> : null}
      {hard ? <span className={style.hard} title={say('mark.hard-text')}>{say('mark.hard')}</span> : null}
      {internal ? <span className={style.internal} title={say('mark.internal', { level: internal })}>{internal}</span> : null}
      {external ? <span className={style.external} title={say('mark.external', { level: external })}>{external}</span> : null}
    </>
  )
}
