import style from './avatar.module.css'

/** A person in a circle: the end of a Chinese name, else initials. The colour follows the name. */
export function Avatar({ name, size = 28, away }: { name: string; size?: number; away?: boolean }) {
  const hue = [...name].reduce((sum, each) => (sum * 31 + (each.codePointAt(0) ?? 0)) % 360, 7)
  const small = size < 26
  return (
    <span
      className={`${style.avatar} ${away ? style.away : ''}`}
      style={{
        width: size,
        height: size,
        fontSize: Math.max(10, Math.round(size * (small ? 0.55 : 0.38))),
        ['--hue' as string]: hue
      }}
      role="img"
      aria-label={name}
      title={name}
    >
      <span aria-hidden>{small ? [...initials(name)].at(/\p{Script=Han}/u.test(name) ? -1 : 0) : initials(name)}</span>
    </span>
  )
}

/** `王小明` → `小明`; `刘女士` → `刘`; `Ann Lee` → `AL`; nothing known → `?`. */
export function initials(name: string): string {
  const trimmed = name.trim().replace(/(?<=.)(先生|女士|小姐)$/, '')
  if (!trimmed) return '?'
  if (/\p{Script=Han}/u.test(trimmed)) return [...trimmed.replace(/\s/g, '')].slice(-2).join('')
  const words = trimmed.split(/\s+/)
  return (words.length > 1 ? [words[0], words.at(-1)] : [words[0]])
    .map((word) => [...(word ?? '')][0]?.toUpperCase())
    .join('')
}
