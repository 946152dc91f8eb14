import { updateMyProfile } from '@shouwen/contract/account'
import { useEffect, useRef } from 'react'
import { type ThemeChoice, useAppearance } from '#lib/appearance.ts'
import { call } from '#lib/call.ts'
import { useSession } from '#lib/session.ts'
import type { Language } from '#ui/words.ts'

/**
 * Theme and language follow the person from seat to seat: what their profile says is applied once when they sign in, and
 * what they change afterwards is written back.
 */
export function useOwnAppearance(): void {
  const { staff } = useSession()
  const { theme, setTheme, language, setLanguage } = useAppearance()
  const known = useRef<{ id: string; theme: string; language: string }>(undefined)
  useEffect(() => {
    if (known.current?.id !== staff.id) {
      known.current = { id: staff.id, theme: staff.theme, language: staff.language }
      setTheme(staff.theme as ThemeChoice)
      setLanguage(staff.language as Language)
      return
    }
    if (known.current.theme === theme && known.current.language === language) return
    known.current = { id: staff.id, theme, language }
    // A choice that could not be stored still holds in this browser.
    void call(updateMyProfile, { theme, language }).catch(() => {})
  }, [staff, theme, language, setTheme, setLanguage])
}
