import { followTicket, unfollowTicket } from '@shouwen/contract/ticket-attention'
import { changeStatus, takeTicket } from '@shouwen/contract/ticket-work'
import { readTicket } from '@shouwen/contract/tickets'
import { Button, Dropdown } from 'antd'
import { useEffect, useMemo, useRef } from 'react'
import { useAct } from '#lib/act.ts'
import { type PaletteItem, useCommands } from '#lib/palette.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useCan, useSession } from '#lib/session.ts'
import { Icon } from '#ui/icon.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Keycap } from '#ui/keycap.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { useShortcut } from '#ui/shortcuts.ts'
import { usePhone } from '#ui/use-phone.ts'
import { toast } from '#ui/undo-toast.tsx'
import style from './ticket-actions.module.css'
import type { TicketPageData } from './ticket-page.tsx'
import { type Choice, choicesOf, keyOf, panelOf } from './ticket-verbs.ts'
import type { PanelName } from './verb-panel.tsx'

/** What can be done with the ticket now: the likeliest as buttons, the rest behind "more", each with its key. */
export function TicketActions({
  page,
  onPanel,
  onTalk
}: {
  page: TicketPageData
  onPanel: (panel: PanelName) => void
  onTalk: (mode: string) => void
}) {
  const { say } = usePhrases('tickets')
  const me = useSession().staff.id
  const may = useCan()
  const phone = usePhone()
  const take = useAct(takeTicket, { refreshes: [readTicket] })
  const status = useAct(changeStatus, { refreshes: [readTicket] })
  const { ticket, abilities } = page
  const choose = async (choice: Choice) => {
    const panel = panelOf(choice)
    if (panel) return onPanel(panel)
    const done =
      choice === 'take'
        ? await take.act({ ticketId: ticket.id })
        : await status.act({ ticketId: ticket.id, to: 'inProgress' })
    if (done) toast({ text: say(`done.${choice}`, { number: ticket.number }), tone: 'good' })
  }
  const refusal = take.refusal ?? status.refusal
  const choices = choicesOf(page, me, may)
  useChoiceCommands(choices, (choice) => void choose(choice))
  const inLine = phone ? 1 : 3
  const [primary, ...others] = choices.slice(0, inLine)
  const more = choices.slice(inLine)
  return (
    <>
      {choices.map((choice) => (
        <ChoiceKey key={choice} choice={choice} onChoose={() => void choose(choice)} />
      ))}
      <TalkKeys abilities={abilities} onTalk={onTalk} />
      <Follow page={page} />
      {others.map((choice) => (
        <Button key={choice} title={keyOf[choice]} onClick={() => void choose(choice)}>
          {say(`verb.${choice}`)}
        </Button>
      ))}
      {primary ? (
        <Button
          type="primary"
          title={keyOf[primary]}
          loading={take.isBusy || status.isBusy}
          onClick={() => void choose(primary)}
        >
          {say(`verb.${primary}`)}
        </Button>
      ) : null}
      {more.length > 0 ? (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: more.map((choice) => ({
              key: choice,
              danger: choice === 'cancel' || choice === 'reject',
              label: (
                <span className={style.item}>
                  {say(`verb.${choice}`)}
                  <Keycap keys={keyOf[choice]} />
                </span>
              )
            })),
            onClick: ({ key }) => void choose(key as Choice)
          }}
        >
          <Button aria-label={say('verb.more')} icon={<Icon name="more" size={16} />} />
        </Dropdown>
      ) : null}
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
    </>
  )
}

/** A component, because each key is registered by a hook of its own. */
function ChoiceKey({ choice, onChoose }: { choice: Choice; onChoose: () => void }) {
  const { say } = usePhrases('tickets')
  useShortcut(keyOf[choice], say(`verb.${choice}`), onChoose, { group: say('keys.ticket') })
  return null
}

function TalkKeys({ abilities, onTalk }: { abilities: TicketPageData['abilities']; onTalk: (mode: string) => void }) {
  const { say } = usePhrases('tickets')
  const group = say('keys.ticket')
  useShortcut('r', say('talk.reply'), () => onTalk('reply'), { group, enabled: abilities.includes('answer') })
  useShortcut('n', say('talk.note'), () => onTalk('note'), { group, enabled: abilities.includes('note') })
  return null
}

function Follow({ page: { ticket, following, followerCount } }: { page: TicketPageData }) {
  const { say } = usePhrases('tickets')
  const follow = useAct(followTicket, { refreshes: [readTicket] })
  const unfollow = useAct(unfollowTicket, { refreshes: [readTicket] })
  const toggle = () => void (following ? unfollow : follow).act({ ticketId: ticket.id })
  const label = say(following ? 'ticket.unfollow' : 'ticket.follow', { count: followerCount })
  useShortcut('f', say('ticket.follow-key'), toggle, { group: say('keys.ticket') })
  return <IconButton icon="bell" label={label} keys="f" pressed={following} onClick={toggle} />
}

/** The same in the palette, for those who think in words. */
function useChoiceCommands(choices: readonly Choice[], choose: (choice: Choice) => void): void {
  const { say } = usePhrases('tickets')
  const latest = useRef(choose)
  useEffect(() => {
    latest.current = choose
  })
  const names = choices.join(' ')
  const commands = useMemo(
    () =>
      (names.split(' ').filter(Boolean) as Choice[]).map(
        (choice): PaletteItem => ({
          id: `ticket ${choice}`,
          title: say(`verb.${choice}`),
          icon: 'ticket',
          keys: keyOf[choice],
          run: () => latest.current(choice)
        })
      ),
    [names, say]
  )
  useCommands(commands)
}
