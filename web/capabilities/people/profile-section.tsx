import { type ReactNode, useId } from 'react'
import style from './profile-section.module.css'

/** A part of the profile: what it is at the left, what can be done at the right. */
export function ProfileSection({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  const heading = useId()
  return (
    <section className={style.section} aria-labelledby={heading}>
      <div>
        <h2 id={heading}>{title}</h2>
        <p>{text}</p>
      </div>
      <div className={style.content}>{children}</div>
    </section>
  )
}
