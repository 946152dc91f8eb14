import * as calendars from '@shouwen/contract/calendars'
import * as clauses from '@shouwen/contract/norms'
import * as open from '@shouwen/contract/public-promises'
import * as promises from '@shouwen/contract/promises'
import * as replays from '@shouwen/contract/replays'
import { type Route, serve } from '#platform/action'
import { auditPausesAction } from './audit-pauses.ts'
import { checkClauseAction } from './check-clause.ts'
import { countPromisesAction } from './count-promises.ts'
import { decideClauseSubmissionAction } from './decide-clause-submission.ts'
import { diffClauseVersionsAction } from './diff-clause-versions.ts'
import { draftClauseAction } from './draft-clause.ts'
import { explainPromiseAction } from './explain-promise.ts'
import { getCalendarAction } from './get-calendar.ts'
import { getClauseUsageAction } from './get-clause-usage.ts'
import { getClauseAction } from './get-clause.ts'
import { listCalendarsAction } from './list-calendars.ts'
import { listClauseSubmissionsAction } from './list-clause-submissions.ts'
import { listClausesAction } from './list-clauses.ts'
import { listPromisesAction } from './list-promises.ts'
import { listReplayCasesAction } from './list-replay-cases.ts'
import { getReplayAction, replayClauseAction } from './replay-clause.ts'
import { readPublicPromises } from './public-promises.ts'
import { submitClauseAction } from './submit-clause.ts'
import { verifyPromiseAction } from './verify-promise.ts'
import { withdrawClauseAction } from './withdraw-clause.ts'

export const routes: Route[] = [
  serve(clauses.listClauses, listClausesAction),
  serve(clauses.getClause, getClauseAction),
  serve(clauses.getClauseUsage, getClauseUsageAction),
  serve(clauses.diffClauseVersions, diffClauseVersionsAction),
  serve(clauses.draftClause, draftClauseAction),
  serve(clauses.checkClause, checkClauseAction),
  serve(clauses.submitClause, submitClauseAction),
  serve(clauses.withdrawClause, withdrawClauseAction),
  serve(clauses.listClauseSubmissions, listClauseSubmissionsAction),
  serve(clauses.decideClauseSubmission, decideClauseSubmissionAction),
  serve(calendars.listCalendars, listCalendarsAction),
  serve(calendars.getCalendar, getCalendarAction),
  serve(replays.replayClause, replayClauseAction),
  serve(replays.getReplay, getReplayAction),
  serve(replays.listReplayCases, listReplayCasesAction),
  serve(open.readPublicPromises, readPublicPromises),
  serve(promises.countPromises, countPromisesAction),
  serve(promises.auditPauses, auditPausesAction),
  serve(promises.listPromises, listPromisesAction),
  serve(promises.explainPromise, explainPromiseAction),
  serve(promises.verifyPromise, verifyPromiseAction)
]
