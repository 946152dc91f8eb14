import { createStaff, createUnit, issueToken } from '#capabilities/people'
import { type Colleague, startSmallOperator } from '../../tickets/testing/small-operator.ts'

/** The small operator with a complaint team, its manager, counsel, a provincial executive, and a city branch with a hall. */
export async function complaintDesk(options: Parameters<typeof startSmallOperator>[0] = {}) {
  const o = await startSmallOperator(options)
  const more = await o.t.asSystem(async ({ tx }) => {
    const unit = async (parentId: string, level: Parameters<typeof createUnit>[1]['level'], code: string) => (await createUnit(tx, { parentId, level, code, nameZh: code, nameEn: code })).id
    const person = async (unitId: string, jobNumber: string, name: string, role: string): Promise<Colleague> => {
      const { id } = await createStaff(tx, { unitId, jobNumber, name, roles: [role] })
      return { id, unitId, token: (await issueToken(tx, id, { name: 'test', scopes: ['*'] })).token }
    }
    const complaint = await unit(o.units.hotline, 'team', 'hn-complaint')
    const city = await unit(o.units.hn, 'city', 'hn-cs')
    const hall = await unit(city, 'hall', 'hn-cs-hall')
    const people = {
      handler: await person(complaint, '5001', '陈立新', 'complaint-handler'),
      manager: await person(o.units.hn, '5002', '秦川', 'complaint-manager'),
      counsel: await person(o.units.hn, '5003', '何律', 'legal'),
      executive: await person(o.units.hn, '5004', '许国梁', 'provincial-executive'),
      clerk: await person(hall, '5005', '刘晓', 'hall-clerk'),
      hallManager: await person(hall, '5006', '马厅', 'hall-manager')
    }
    return { units: { complaint, city, hall }, people }
  })
  return { ...o, units: { ...o.units, ...more.units }, people: { ...o.people, ...more.people } }
}
export type ComplaintDesk = Awaited<ReturnType<typeof complaintDesk>>
