import { signOut } from '@shouwen/contract/account'
import { useQueryClient } from '@tanstack/react-query'
import { type AnyRoute, Link, useRouter } from '@tanstack/react-router'
import { Popover } from 'antd'
import { useState } from 'react'
import { call } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useSession } from '#lib/session.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Icon } from '#ui/icon.tsx'
import style from './profile-menu.module.css'

/** Who is signed in: name, job number, unit and roles; their own pages; the way out. */
export function ProfileMenu() {
  const { say, language } = usePhrases('app')
  const places = usePhrases('places')
  const { staff, roles } = useSession()
  const client = useQueryClient()
  const [isOpen, setOpen] = useState(false)
  const routes = Object.values(useRouter().routesById as Record<string, AnyRoute>)
  const own = routes.filter((route) => route.options.staticData?.place?.profile)
  const leave = async () => {
    await call(signOut, {}).catch(() => {})
    // Nothing the person read or wrote stays in the browser.
    sessionStorage.clear()
    client.clear()
    location.assign('/')
  }
  const zh = language === 'zh-CN'
  return (
    <Popover
      open={isOpen}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      arrow={false}
      styles={{ container: { padding: 6 } }}
      content={
        <div className={style.menu}>
          <div className={style.person}>
            <Avatar name={staff.name} size={36} />
            <div>
              <strong>{staff.name}</strong>
              <span className="number"> {staff.jobNumber}</span>
              <p>
                {zh ? staff.unit.nameZh : staff.unit.nameEn}
                {roles.length > 0
                  ? ` · ${[...new Set(roles.map((role) => (zh ? role.zh : role.en)))].join(zh ? '、' : ', ')}`
                  : ''}
              </p>
            </div>
          </div>
          {own.map((route) => (
            <Link key={route.id} to={route.fullPath as string} onClick={() => setOpen(false)}>
              <Icon name="person" size={16} />
              {places.say(route.options.staticData?.place?.title ?? '')}
            </Link>
          ))}
          <button type="button" onClick={() => void leave()}>
            <Icon name="exit" size={16} />
            {say('profile.sign-out')}
          </button>
        </div>
      }
    >
      <button type="button" className={style.face} aria-label={`${say('profile.menu')}: ${staff.name}`}>
        <Avatar name={staff.name} size={28} />
      </button>
    </Popover>
  )
}
