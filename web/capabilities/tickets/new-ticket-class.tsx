import { Checkbox, Select } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { useCan } from '#lib/session.ts'
import { Labelled } from '#ui/labelled.tsx'
import type { DraftProps } from './new-ticket-draft.ts'
import style from './new-ticket.module.css'
import { channels, optionsOf, scopes, severities, sources, urgencies, useTicketChoices } from './ticket-words.ts'

/** How it came and how it is classed; from this the rules make its priority. */
export function NewTicketClass({ draft, put }: DraftProps) {
  const { say } = usePhrases('tickets')
  const { categoryOptions } = useTicketChoices()
  const may = useCan()
  const byHand = channels.filter((each) => each !== 'api')
  return (
    <>
      <div className={style.two}>
        <Labelled label={say('column.category')} hint={say('new.category-hint')}>
          {(ids) => (
            <Select
              {...ids}
              allowClear
              showSearch={{ optionFilterProp: 'label' }}
              value={draft.category ?? null}
              onChange={(category: string | undefined) => put({ category })}
              options={categoryOptions(draft.kind)}
            />
          )}
        </Labelled>
        <Labelled label={say('new.channel')}>
          {(ids) => (
            <Select
              {...ids}
              value={draft.channel}
              onChange={(channel) => put({ channel })}
              options={optionsOf(byHand, 'channel', say)}
            />
          )}
        </Labelled>
      </div>
      <div className={style.four}>
        <Labelled label={say('class.severity')}>
          {(ids) => (
            <Select
              {...ids}
              value={draft.severity}
              onChange={(severity) => put({ severity })}
              options={optionsOf(severities, 'severity', say)}
            />
          )}
        </Labelled>
        <Labelled label={say('class.urgency')}>
          {(ids) => (
            <Select
              {...ids}
              value={draft.urgency}
              onChange={(urgency) => put({ urgency })}
              options={optionsOf(urgencies, 'urgency', say)}
            />
          )}
        </Labelled>
        <Labelled label={say('class.scope')}>
          {(ids) => (
            <Select
              {...ids}
              value={draft.scope}
              onChange={(scope) => put({ scope })}
              options={optionsOf(scopes, 'scope', say)}
            />
          )}
        </Labelled>
        <Labelled label={say('new.source')}>
          {(ids) => (
            <Select
              {...ids}
              value={draft.source}
              onChange={(source) => put({ source })}
              options={optionsOf(sources, 'source', say)}
            />
          )}
        </Labelled>
      </div>
      {may('ticket.accept') ? (
        <Checkbox checked={draft.keep} onChange={(event) => put({ keep: event.target.checked })}>
          {say('new.keep')} <span className={style.quiet}>{say('new.keep-hint')}</span>
        </Checkbox>
      ) : null}
      <p className={style.quiet}>{say('new.priority-after')}</p>
    </>
  )
}
