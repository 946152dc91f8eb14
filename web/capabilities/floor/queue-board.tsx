import { usePhrases } from '#lib/phrases.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { Icon } from '#ui/icon.tsx'
import style from './board.module.css'
import { isQuiet, type QueueLine } from './board-figures.ts'
import type { FloorDictionary } from './use-dictionary.ts'

const columns = ['waiting', 'longest-wait', 'in-hand', 'ready', 'offered', 'answered', 'abandoned', 'service-level', 'average-answer', 'service-time'] as const
type Figure = (typeof columns)[number]

/** Queue by queue: what waits now, then how the day went; marks by shape and word. Pressing one shows who waits. */
export function QueueBoard({ lines, dictionary, openCode, onOpen }: { lines: readonly QueueLine[]; dictionary: FloorDictionary; openCode: string | undefined; onOpen: (code: string) => void }) {
  const { say, pick } = usePhrases('floor')
  if (lines.length === 0) return <EmptyState compact title={say('queues.none')} />
  return (
    <div className={style.scroll}>
      <table className={style.queues}>
        <caption className="visually-hidden">{say('queues.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('queue')}</th>
            {columns.map((code) => (
              <th key={code} scope="col" title={dictionary.explained(code)}>
                {dictionary.name(code)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.queue.code} className={[isQuiet(line) ? style.quiet : '', openCode === line.queue.code ? style.open : ''].join(' ')}>
              <th scope="row">
                <button type="button" onClick={() => onOpen(line.queue.code)}>
                  {pick({ zh: line.queue.nameZh, en: line.queue.nameEn })}
                </button>
              </th>
              {columns.map((code) => (
                <FigureCell key={code} code={code} line={line} dictionary={dictionary} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FigureCell({ code, line, dictionary }: { code: Figure; line: QueueLine; dictionary: FloorDictionary }) {
  const { say } = usePhrases('floor')
  const value = valueOf(line, code)
  const mark = dictionary.levelOf(code, value, line.channels)
  return (
    <td data-label={dictionary.name(code)} className={style[mark]}>
      {mark === 'calm' ? null : <Icon name={mark === 'alarm' ? 'warn' : 'flag'} size={13} label={say(`mark.${mark}`)} />}
      {dictionary.value(code, value)}
      {code === 'ready' ? <small>/{line.queue.staffed}</small> : null}
      {code === 'waiting' && line.queue.callbacks > 0 ? <small>{say('callbacks', { n: line.queue.callbacks })}</small> : null}
    </td>
  )
}

function valueOf({ queue, longestWait, figures }: QueueLine, code: Figure): number | null {
  const values: Record<Figure, number | null> = {
    waiting: queue.waiting,
    'longest-wait': longestWait,
    'in-hand': queue.held,
    ready: queue.ready,
    offered: figures.offered,
    answered: figures.answered,
    abandoned: figures.abandoned,
    'service-level': figures.serviceLevel,
    'average-answer': figures.averageAnswer,
    'service-time': figures.serviceTime
  }
  return values[code]
}
