import { Icon } from '#ui/icon.tsx'
import { usePhrases } from '../phrases.tsx'
import { Go } from '../place.tsx'
import style from './call.module.css'
import { useMyCall } from './my-line.ts'

/** On every other page while a call goes on: the way back to it. */
export function CallBar({ page }: { page: string }) {
  const { say } = usePhrases('portal')
  const { call, isOver } = useMyCall()
  if (!call || isOver || page === 'call') return null
  return (
    <Go to="/call" className={style.bar}>
      <Icon name="call" size={18} />
      {say('call.bar')}
    </Go>
  )
}
