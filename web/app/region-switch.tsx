import { getSession, updateMyProfile } from '@shouwen/contract/account'
import { useQueryClient } from '@tanstack/react-query'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { refresh } from '#lib/read.ts'
import { useSession } from '#lib/session.ts'
import { toast } from '#ui/undo-toast.tsx'
import style from './region-switch.module.css'

/** The region worked in, for whoever may work in several: lists and new records follow it. It is remembered with the person. */
export function RegionSwitch() {
  const { say, pick } = usePhrases('app')
  const { staff, regions } = useSession()
  const client = useQueryClient()
  const { act, isBusy } = useAct(updateMyProfile)
  if (regions.length < 2) return null
  const change = async (regionId: number) => {
    if (!(await act({ regionId }))) return toast({ text: say('region.failed') })
    // The session first: what is read afterwards is of the new region. Then everything on the page.
    await refresh(client, [getSession])
    await client.invalidateQueries()
  }
  return (
    <select
      className={style.switch}
      aria-label={say('region.label')}
      title={say('region.label')}
      value={staff.regionId}
      disabled={isBusy}
      onChange={({ target }) => void change(Number(target.value))}
    >
      {regions.map((region) => (
        <option key={region.id} value={region.id}>
          {pick(region)}
        </option>
      ))}
    </select>
  )
}
