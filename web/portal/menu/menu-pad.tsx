import { useEffect, useRef, useState } from 'react'
import { type Key, keypad, keyTone } from '#lib/voice/tones.ts'
import { Icon } from '#ui/icon.tsx'
import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { useRead } from '../read.ts'
import { Trouble, Waiting } from '../states.tsx'
import { type AnswerCode, MenuAnswer } from './menu-answer.tsx'
import style from './menu.module.css'
import { hush, isSpeaking, speak } from './speak.ts'
import { type MenuRead, useWalk, wordsOf } from './use-walk.ts'

type Props = { regionId: number | undefined; onPerson: (path: string, language: 'zh-CN' | 'en') => void; onLeave: () => void }

/** The menu of the call: spoken where this computer can, always to be read, answered by keys or by the words themselves. */
export function MenuPad(props: Props) {
  const { language } = usePhrases('portal')
  const { regionId } = props
  const { data, error, retry } = useRead(at.readMenu, { channel: 'phone', language, ...(regionId === undefined ? {} : { regionId }) })
  if (error && !data) return <Trouble refusal={error} onRetry={retry} />
  return data ? <Pad {...props} read={data} /> : <Waiting />
}

function Pad({ read, regionId, onPerson, onLeave }: Props & { read: MenuRead }) {
  const { say } = usePhrases('portal')
  const { walked, path, press, personKey } = useWalk(read)
  const [answer, setAnswer] = useState<AnswerCode>()
  const { state, says, options } = walked
  const { language } = state
  const pick = (phrase: { zh: string; en: string }) => (language === 'en' ? phrase.en : phrase.zh)
  const person = useRef(onPerson)
  person.current = onPerson
  useEffect(() => {
    speak(wordsOf(says, read, language), language)
    return hush
  }, [says, read, language])
  useEffect(() => {
    if (state.person) person.current(path, language)
  }, [state.person, path, language])
  const dial = (key: string) => {
    const next = press({ key })
    setAnswer((next.answer as AnswerCode | null) ?? undefined)
  }
  useSilence(path, read.rules.waitSeconds, answer === undefined && !state.person, () => press('silence'))
  useEffect(() => {
    const type = ({ key, ctrlKey, metaKey, altKey, target }: KeyboardEvent) => {
      if (ctrlKey || metaKey || altKey || target instanceof HTMLInputElement || !/^[0-9*#]$/.test(key)) return
      dial(key)
    }
    addEventListener('keydown', type)
    return () => removeEventListener('keydown', type)
  })
  return (
    <section className={`card ${style.pad}`} aria-label={say('menu.title')} lang={language}>
      <div className={style.said} role="log" aria-live="polite">
        {wordsOf(says.filter((said) => !('words' in said) || !isOption(said.sound)), read, language).map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <div className={style.choices}>
        {options.map((option) => (
          <button key={option.key} type="button" className="quiet" onClick={() => dial(option.key)}>
            <kbd>{option.key}</kbd>
            {pick(option)}
          </button>
        ))}
        <button type="button" className={`quiet ${style.person}`} onClick={() => dial(personKey)}>
          <kbd>{personKey}</kbd>
          {say('menu.person')}
        </button>
      </div>
      {answer ? <MenuAnswer code={answer} regionId={regionId} /> : null}
      <details className={style.keys}>
        <summary>{say('call.keypad')}</summary>
        <div>
          {keypad.map((key: Key) => (
            <button
              key={String(key)}
              type="button"
              className="quiet"
              aria-label={say('menu.key', { key: String(key) })}
              onClick={() => {
                keyTone(key)
                dial(String(key))
              }}
            >
              {String(key)}
            </button>
          ))}
        </div>
      </details>
      <button type="button" className="quiet" onClick={onLeave}>
        <Icon name="hang-up" size={18} />
        {say('call.hang-up')}
      </button>
    </section>
  )
}

/** The lines of the options stand as buttons already. */
const isOption = (sound: string): boolean => /-(\d|star|hash)$/.test(sound)

/** Nothing pressed for so long, once everything was said, is silence; an answer somebody reads is none. */
function useSilence(path: string, seconds: number, isAsked: boolean, onSilence: () => void): void {
  const silent = useRef(onSilence)
  silent.current = onSilence
  useEffect(() => {
    if (!isAsked) return
    let quiet = 0
    // Readers need longer than listeners: the time of the rules counts three times where nothing can be said.
    const limit = typeof speechSynthesis !== 'undefined' && speechSynthesis.getVoices().length > 0 ? seconds : 3 * seconds
    const timer = setInterval(() => {
      if (isSpeaking() || document.visibilityState !== 'visible') return
      quiet += 1
      if (quiet < limit) return
      quiet = 0
      silent.current()
    }, 1000)
    return () => clearInterval(timer)
  }, [path, seconds, isAsked])
}
