import type { Behaviour } from '#server/rulebook-handling'

/** A book as pages show it; the seed's name for it is never shown. @norm TK-52 TK-55 */
export const bookView = (code: string, { zh, en, approval, signals, causes, do: does, dont, scripts, law, escalate }: Behaviour) => ({
  code,
  zh,
  en,
  approval: approval === true,
  signals,
  causes,
  do: { zh: [...does.zh], en: [...does.en] },
  dont: { zh: [...dont.zh], en: [...dont.en] },
  scripts: [...scripts],
  law,
  escalate
})
