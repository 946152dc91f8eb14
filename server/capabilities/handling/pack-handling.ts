import type { PackMoment, PackReader } from '#capabilities/legal'
import { staffNames } from '#capabilities/people'
import { commitmentsOf } from './commitment.ts'
import { demandsOf } from './demands.ts'
import { diagnosesOf } from './diagnosis.ts'
import { offersOf } from './offers.ts'
import { procedureOf, runsOf, stepsOf } from './run.ts'
import { coded, handlingBook } from './words.ts'

/**
 * What the handling desk hands into an evidence pack: tests and diagnoses, procedures with their evidence, the signed record, told times,
 * offers, demands and what departments said. Whose mistake it was stays with leaders, and behaviour books are never part of a case.
 * @norm TK-15 TK-25 TK-60
 */
export const handlingPart: PackReader = async ({ call, ticket }) => {
  const { region_id: regionId, id } = ticket
  const runs = await runsOf(call.tx, ticket)
  const steps = await stepsOf(call.tx, regionId, runs.map((run) => run.id))
  const diagnoses = (await diagnosesOf(call.tx, regionId, id)).map(({ staff_id: _person, ...rest }) => rest)
  const tests = await call.tx.selectFrom('handling.signal_test').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', id).orderBy('tested_at').limit(500).execute()
  const records = await call.tx.selectFrom('handling.reception_record').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', id).execute()
  const messages = await call.tx.selectFrom('handling.room_message').selectAll().where('region_id', '=', regionId).where('ticket_id', '=', id).orderBy('at').orderBy('id').limit(5000).execute()
  const commitments = await commitmentsOf(call, ticket)
  const offers = await offersOf(call.tx, ticket)
  const demands = await demandsOf(call.tx, ticket)
  if ([runs, diagnoses, tests, records, messages, commitments, offers, demands].every(({ length }) => length === 0)) return null
  const names = await staffNames(call.tx, [...diagnoses.map((one) => one.made_by), ...tests.map((one) => one.made_by), ...messages.map((one) => one.author_id), ...commitments.map((one) => one.made_by), ...offers.map((one) => one.made_by), ...[...steps.values()].flat().map((one) => one.by_id)])
  const who = (staffId: string | null) => (staffId && names.get(staffId) ? `${names.get(staffId)?.name} ${names.get(staffId)?.jobNumber}` : null)
  const book = handlingBook()
  const moments: PackMoment[] = [
    ...runs.flatMap((run) =>
      (steps.get(run.id) ?? []).map((step): PackMoment => {
        const procedure = procedureOf(run)
        const words = procedure.steps.find(({ code }) => code === step.step) ?? { zh: step.step, en: step.step }
        return { at: step.at.toISOString(), zh: `${procedure.zh}：${words.zh}`, en: `${procedure.en}: ${words.en}`, by: who(step.by_id), body: step.reason }
      })
    ),
    ...tests.map((test): PackMoment => ({ at: test.tested_at.toISOString(), zh: `信号测试：${test.place}`, en: `signal test: ${test.place}`, by: who(test.made_by), body: test.note })),
    ...diagnoses.map((one): PackMoment => {
      const cause = one.cause ? coded(book.diagnosis.causes[one.root_cause] ?? {}, one.cause) : null
      return { at: one.made_at.toISOString(), zh: `诊断：${cause?.zh ?? one.root_cause}`, en: `diagnosis: ${cause?.en ?? one.root_cause}`, by: who(one.made_by), body: one.summary }
    }),
    ...commitments.map((one): PackMoment => ({ at: one.made_at.toISOString(), zh: `告知时间（${one.within}）`, en: `a time was told (${one.within})`, by: who(one.made_by), body: one.words })),
    ...offers.map((one): PackMoment => ({ at: one.made_at.toISOString(), zh: `方案第 ${one.version} 版`, en: `offer, version ${one.version}`, by: who(one.made_by), body: one.terms })),
    ...messages.map((one): PackMoment => ({ at: one.at.toISOString(), zh: '部门协作', en: 'among departments', by: who(one.author_id), body: one.body, internal: true }))
  ]
  return {
    title: { zh: '处理过程', en: 'How it was handled' },
    data: {
      diagnoses,
      tests,
      runs: runs.map((run) => ({ ...run, steps: steps.get(run.id) ?? [] })),
      records: records.map(({ sha256, ...record }) => ({ ...record, sha256: sha256.toString('hex') })),
      commitments,
      offers,
      demands,
      room: messages.map((one) => ({ ...one, internal: true }))
    },
    moments,
    subjects: commitments.map((one) => ({ kind: 'commitment', id: one.id }))
  }
}
