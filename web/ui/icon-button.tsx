import { Tooltip } from 'antd'
import type { MouseEvent, Ref } from 'react'
import { Icon, type IconName } from './icon.tsx'
import style from './icon-button.module.css'
import { Keycap } from './keycap.tsx'

export type IconButtonProps = {
  icon: IconName
  /** What it does; read aloud and shown on hover. */
  label: string
  keys?: string
  pressed?: boolean
  disabled?: boolean
  size?: 'small' | 'normal'
  ref?: Ref<HTMLButtonElement>
  onClick?: (event: MouseEvent) => void
}

/** A square button with an icon; its name and key show on hover. */
export function IconButton({
  icon,
  label,
  keys,
  pressed,
  disabled,
  size = 'normal',
  ref,
  onClick,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip
      mouseEnterDelay={0.4}
      title={
        <span className={style.tip}>
          {label}
          {keys ? <Keycap keys={keys} /> : null}
        </span>
      }
    >
      <button
        {...rest}
        ref={ref}
        type="button"
        className={`${style.button} ${size === 'small' ? style.small : ''}`}
        aria-label={label}
        aria-pressed={pressed}
        disabled={disabled}
        onClick={onClick}
      >
        <Icon name={icon} size={size === 'small' ? 15 : 18} />
      </button>
    </Tooltip>
  )
}
