import * as presence from '@shouwen/contract/presence'
import { type Route, serve } from '#platform/action'
import { getPresence, listPresence, listStaffIntervals, presenceStates } from './presence-view.ts'
import { beatPresence, endWrapUp, setPresence, setStaffPresence } from './set-presence.ts'

export const routes: Route[] = [
  serve(presence.presenceStates, presenceStates),
  serve(presence.getPresence, getPresence),
  serve(presence.setPresence, setPresence),
  serve(presence.beatPresence, beatPresence),
  serve(presence.endWrapUp, endWrapUp),
  serve(presence.listPresence, listPresence),
  serve(presence.setStaffPresence, setStaffPresence),
  serve(presence.listStaffIntervals, listStaffIntervals)
]
