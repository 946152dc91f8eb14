import * as callbacks from '@shouwen/contract/callbacks'
import * as recordings from '@shouwen/contract/call-recordings'
import * as desk from '@shouwen/contract/calls'
import * as portal from '@shouwen/contract/portal-calls'
import { type Route, serve } from '#platform/action'
import { answerCall, declineCall } from './answer-call.ts'
import { askInaudible } from './ask-inaudible.ts'
import { ringBack, showCallbackNumber, tellCallback } from './call-back.ts'
import { beatCall, callDesk } from './call-desk.ts'
import { consultColleague, leaveCall } from './consult-colleague.ts'
import { hangUpCall } from './end-call.ts'
import { listCalls, listLiveCalls, listMyCalls } from './list-calls.ts'
import { askCallback, takeMyCallback } from './my-callback.ts'
import { monitorCall } from './monitor-call.ts'
import { beatMyCall, hangUpMyCall, pressMyDigits, readMyCall } from './my-call.ts'
import { playRecording } from './play-recording.ts'
import { addRecordingChunk, endRecording, pauseRecording, startRecording } from './record-call.ts'
import { sendMySignals, sendSignals, takeMySignals, takeSignals } from './signals.ts'
import { callDoor, startCall } from './start-call.ts'
import { steerCall } from './steer-call.ts'
import { transferCall } from './transfer-call.ts'
import { wrapUpCall } from './wrap-up-call.ts'

export const routes: Route[] = [
  serve(portal.callDoor, callDoor),
  serve(portal.startCall, startCall),
  serve(portal.readMyCall, readMyCall),
  serve(portal.beatMyCall, beatMyCall),
  serve(portal.hangUpMyCall, hangUpMyCall),
  serve(portal.pressMyDigits, pressMyDigits),
  serve(portal.sendMySignals, sendMySignals),
  serve(portal.takeMySignals, takeMySignals),
  serve(callbacks.askCallback, askCallback),
  serve(callbacks.takeMyCallback, takeMyCallback),
  serve(callbacks.ringBack, ringBack),
  serve(callbacks.tellCallback, tellCallback),
  serve(callbacks.showCallbackNumber, showCallbackNumber),
  serve(desk.callDesk, callDesk),
  serve(desk.listMyCalls, listMyCalls),
  serve(desk.listLiveCalls, listLiveCalls),
  serve(desk.listCalls, listCalls),
  serve(desk.answerCall, answerCall),
  serve(desk.declineCall, declineCall),
  serve(desk.beatCall, beatCall),
  serve(desk.steerCall, steerCall),
  serve(desk.consultColleague, consultColleague),
  serve(desk.transferCall, transferCall),
  serve(desk.hangUpCall, hangUpCall),
  serve(desk.askInaudible, askInaudible),
  serve(desk.wrapUpCall, wrapUpCall),
  serve(desk.monitorCall, monitorCall),
  serve(desk.leaveCall, leaveCall),
  serve(desk.sendSignals, sendSignals),
  serve(desk.takeSignals, takeSignals),
  serve(recordings.startRecording, startRecording),
  serve(recordings.addRecordingChunk, addRecordingChunk),
  serve(recordings.pauseRecording, pauseRecording),
  serve(recordings.endRecording, endRecording),
  serve(recordings.playRecording, playRecording)
]
