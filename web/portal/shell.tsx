import { type ReactNode, useEffect } from 'react'
import { Brand } from '#ui/brand.tsx'
import { Icon } from '#ui/icon.tsx'
import { isComposing } from '#ui/shortcuts.ts'
import { CallBar } from './call/call-bar.tsx'
import { host, tellHost } from './frame.ts'
import { LookMenu } from './look-menu.tsx'
import { usePhrases } from './phrases.tsx'
import { Go } from './place.tsx'
import style from './shell.module.css'
import { useCustomer, useLatestConversation } from './who.ts'

/** Around every page: who we are, three places, the look. In a frame only what fits, and the way to fold it. */
export function Shell({ page, isLost, children }: { page: string; isLost: boolean; children: ReactNode }) {
  const { say } = usePhrases('portal')
  const { customer, isKnown } = useCustomer()
  const { conversation } = useLatestConversation()
  useEscapeToHost()
  const isTalking = conversation !== undefined && conversation.state !== 'closed'
  const tab = (
    to: string,
    name: string,
    label: string,
    icon: 'home' | 'chat' | 'ticket' | 'person',
    mark?: boolean
  ) => (
    <Go
      to={to}
      className={style.tab}
      aria-current={page === name || (name === 'tickets' && page === 'ticket') ? 'page' : undefined}
    >
      <Icon name={icon} size={22} />
      <span>{label}</span>
      {mark ? <i className={style.mark} aria-label={say('nav.talking')} role="img" /> : null}
    </Go>
  )
  return (
    <div className={`${style.shell} ${host ? style.framed : ''} ${page === 'chat' ? style.fills : ''}`}>
      <a className={style.skip} href="#content">
        {say('skip')}
      </a>
      <header className={style.head}>
        <Go to="/" className={style.brand}>
          <Brand size={30} />
          <strong>{say('brand')}</strong>
        </Go>
        {page === 'survey' ? null : (
          <nav className={style.tabs} aria-label={say('nav.label')}>
            {tab('/', 'welcome', say('nav.home'), 'home')}
            {tab('/chat', 'chat', say('nav.chat'), 'chat', isTalking)}
            {tab('/tickets', 'tickets', say('nav.tickets'), 'ticket')}
            {isKnown
              ? customer
                ? tab('/me', 'me', say('nav.me'), 'person')
                : tab('/sign-in', 'sign-in', say('nav.sign-in'), 'person')
              : null}
          </nav>
        )}
        <LookMenu />
        {host ? (
          <button
            type="button"
            className={style.fold}
            aria-label={say('fold')}
            onClick={() => tellHost({ shouwen: 'close' })}
          >
            <Icon name="down" size={22} />
          </button>
        ) : null}
      </header>
      {isLost ? (
        <p className={style.lost} role="status">
          {say('line-lost')}
        </p>
      ) : null}
      <CallBar page={page} />
      <main className={style.main} id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}

/** Escape folds the widget, unless something inside wants the key. */
function useEscapeToHost(): void {
  useEffect(() => {
    if (!host) return
    tellHost({ shouwen: 'ready' })
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !isComposing(event)) tellHost({ shouwen: 'close' })
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
}
