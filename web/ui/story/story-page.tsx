import { Button, Segmented } from 'antd'
import type { ReactNode } from 'react'
import { Icon, iconNames } from '../icon.tsx'
import type { Language } from '../words.ts'
import { EntryStories } from './entry-stories.tsx'
import { ListStories } from './list-stories.tsx'
import { PromiseStories } from './promise-stories.tsx'
import { StateStories } from './state-stories.tsx'
import style from './story-page.module.css'
import { TalkStories } from './talk-stories.tsx'

type Theme = 'light' | 'dark' | 'system'

/** Every component of this folder in all its states, in the theme and language chosen at the top. */
export function StoryPage({
  theme,
  onTheme,
  language,
  onLanguage
}: {
  theme: Theme
  onTheme: (theme: Theme) => void
  language: Language
  onLanguage: (language: Language) => void
}) {
  return (
    <div className={style.page}>
      <header className={style.head}>
        <h1>web/ui</h1>
        <Segmented<Theme> value={theme} onChange={onTheme} options={['light', 'dark', 'system']} aria-label="theme" />
        <Segmented<Language> value={language} onChange={onLanguage} options={['zh-CN', 'en']} aria-label="language" />
      </header>
      <main className={style.stories}>
        <PromiseStories />
        <ListStories />
        <TalkStories />
        <EntryStories />
        <StateStories />
        <Story name="Buttons">
          <Button type="primary">{language === 'en' ? 'Submit' : '提交'}</Button>
          <Button>{language === 'en' ? 'Transfer' : '转派'}</Button>
          <Button danger>{language === 'en' ? 'Delete' : '删除'}</Button>
          <Button disabled>{language === 'en' ? 'Close' : '关闭'}</Button>
          <Button type="link">{language === 'en' ? 'More' : '更多'}</Button>
        </Story>
        <Story name="Icon">
          <div className={style.icons}>
            {iconNames.map((name) => (
              <span key={name}>
                <Icon name={name} size={20} />
                {name}
              </span>
            ))}
          </div>
        </Story>
      </main>
    </div>
  )
}

/** One component with its states. `flush` leaves out the inner margin. */
export function Story({
  name,
  note,
  flush,
  children
}: {
  name: string
  note?: string
  flush?: boolean
  children: ReactNode
}) {
  return (
    <section className={style.story} aria-label={note ? `${name} ${note}` : name}>
      <h2>
        {name}
        {note ? <small>{note}</small> : null}
      </h2>
      <div className={flush ? style.flush : style.body}>{children}</div>
    </section>
  )
}
