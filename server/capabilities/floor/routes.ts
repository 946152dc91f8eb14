import * as whatIf from '@shouwen/contract/floor-what-if'
import * as board from '@shouwen/contract/floor-board'
import { floorCounts as countsOperation } from '@shouwen/contract/floor-counts'
import * as decisions from '@shouwen/contract/floor-decisions'
import * as state from '@shouwen/contract/floor-state'
import * as presence from '@shouwen/contract/presence'
import { type Route, serve } from '#platform/action'
import { agentReport } from './agent-report.ts'
import { exportFloorReport } from './export-floor-report.ts'
import { floorCounts } from './floor-counts.ts'
import { floorDictionary } from './floor-dictionary.ts'
import { listFloorMessages, listMyFloorMessages, readFloorMessage, sendFloorMessage } from './floor-messages.ts'
import { floorState, listWaiting } from './floor-state.ts'
import { floorToday } from './floor-today.ts'
import { offerContactTo } from './offer-to.ts'
import { getPresence, listPresence, listStaffIntervals, presenceStates } from './presence-view.ts'
import { listRoutingRules, previewRoutingRules } from './preview-rules.ts'
import { replayRouting } from './replay-routing.ts'
import { beatPresence, endWrapUp, setPresence, setStaffPresence } from './set-presence.ts'
import { whyNotMe, whyOffered } from './why-routed.ts'
import { tryWhatIf, whatIfChoices } from './what-if.ts'

export const routes: Route[] = [
  serve(presence.presenceStates, presenceStates),
  serve(presence.getPresence, getPresence),
  serve(presence.setPresence, setPresence),
  serve(presence.beatPresence, beatPresence),
  serve(presence.endWrapUp, endWrapUp),
  serve(presence.listPresence, listPresence),
  serve(presence.setStaffPresence, setStaffPresence),
  serve(presence.listStaffIntervals, listStaffIntervals),
  serve(state.floorState, floorState),
  serve(state.listWaiting, listWaiting),
  serve(state.offerContactTo, offerContactTo),
  serve(decisions.whyOffered, whyOffered),
  serve(decisions.whyNotMe, whyNotMe),
  serve(decisions.listRoutingRules, listRoutingRules),
  serve(decisions.previewRoutingRules, previewRoutingRules, { ownTransactions: true }),
  serve(decisions.replayRouting, replayRouting, { ownTransactions: true }),
  serve(whatIf.whatIfChoices, whatIfChoices),
  serve(whatIf.tryWhatIf, tryWhatIf, { ownTransactions: true }),
  serve(countsOperation, floorCounts),
  serve(board.floorDictionary, floorDictionary),
  serve(board.floorToday, floorToday),
  serve(board.agentReport, agentReport),
  serve(board.exportFloorReport, exportFloorReport),
  serve(board.sendFloorMessage, sendFloorMessage),
  serve(board.listFloorMessages, listFloorMessages),
  serve(board.listMyFloorMessages, listMyFloorMessages),
  serve(board.readFloorMessage, readFloorMessage)
]
