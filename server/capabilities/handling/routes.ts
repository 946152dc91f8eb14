import * as cards from '@shouwen/contract/handling-cards'
import * as procedures from '@shouwen/contract/handling-procedures'
import * as room from '@shouwen/contract/handling-room'
import * as verify from '@shouwen/contract/handling-verify'
import { type Route, serve } from '#platform/action'
import { readBehaviourLibrary } from './behaviour-tally.ts'
import { attachBehaviour, decideBehaviour, endBehaviour, readBehaviours } from './behaviours.ts'
import { readCards, recordMood, useCard } from './cards.ts'
import { readCaseFacts } from './case-facts.ts'
import { commit, keepCommitment, withdrawCommitment } from './commitment.ts'
import { giveOpinion, readCoordination, saveCoordination } from './coordination.ts'
import { recordDemand } from './demands.ts'
import { diagnose } from './diagnosis.ts'
import { handUp } from './hand-up.ts'
import { answerOffer, makeOffer } from './offers.ts'
import { signReception } from './reception-record.ts'
import { listRoomMessages, sayInRoom } from './room-messages.ts'
import { closeRoom, joinRoom, openRoom, readRoom } from './room.ts'
import { beginRun, listRuns } from './run.ts'
import { recordSignalTest } from './signal-test.ts'
import { leaveStepOut, takeStep } from './take-step.ts'

export const routes: Route[] = [
  serve(verify.readCaseFacts, readCaseFacts),
  serve(verify.diagnose, diagnose),
  serve(verify.recordSignalTest, recordSignalTest),

  serve(procedures.listRuns, listRuns),
  serve(procedures.beginRun, beginRun),
  serve(procedures.takeStep, takeStep),
  serve(procedures.leaveStepOut, leaveStepOut),
  serve(procedures.signReception, signReception),
  serve(procedures.handUp, handUp),

  serve(room.readRoom, readRoom),
  serve(room.openRoom, openRoom),
  serve(room.joinRoom, joinRoom),
  serve(room.closeRoom, closeRoom),
  serve(room.listRoomMessages, listRoomMessages),
  serve(room.sayInRoom, sayInRoom),
  serve(room.readCoordination, readCoordination),
  serve(room.saveCoordination, saveCoordination),
  serve(room.giveOpinion, giveOpinion),

  serve(cards.readCards, readCards),
  serve(cards.useCard, useCard),
  serve(cards.recordMood, recordMood),
  serve(cards.commit, (call, { ticketId, ...input }) => commit(call, ticketId, input)),
  serve(cards.keepCommitment, keepCommitment),
  serve(cards.withdrawCommitment, withdrawCommitment),
  serve(cards.readBehaviours, readBehaviours),
  serve(cards.attachBehaviour, attachBehaviour),
  serve(cards.decideBehaviour, decideBehaviour),
  serve(cards.endBehaviour, endBehaviour),
  serve(cards.recordDemand, recordDemand),
  serve(cards.makeOffer, makeOffer),
  serve(cards.answerOffer, answerOffer),
  serve(cards.readBehaviourLibrary, readBehaviourLibrary)
]
