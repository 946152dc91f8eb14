import { useEffect } from 'react'
import { useAppearance } from '#lib/appearance.ts'
import { StoryPage } from '#ui/story/story-page.tsx'

/** The story page with the switches of the real app; `?theme=dark&language=en` sets them from outside. */
export function Story() {
  const { theme, setTheme, language, setLanguage } = useAppearance()
  useEffect(() => {
    const asked = new URLSearchParams(location.search)
    const wanted = asked.get('theme')
    if (wanted === 'light' || wanted === 'dark' || wanted === 'system') setTheme(wanted)
    const tongue = asked.get('language')
    if (tongue === 'en' || tongue === 'zh-CN') setLanguage(tongue)
  }, [setTheme, setLanguage])
  return <StoryPage theme={theme} onTheme={setTheme} language={language} onLanguage={setLanguage} />
}
