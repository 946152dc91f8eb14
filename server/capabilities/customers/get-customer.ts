import type { getCustomer as getCustomerOperation } from '@shouwen/contract/customers'
import type { InputOf, OutputOf } from '@shouwen/contract/operation'
import { getUnit, staffNames } from '#capabilities/people'
import { allows } from '#platform/access'
import type { Call } from '#platform/action'
import { audited } from '#platform/audit'
import { Refusal } from '#platform/refusal'
import type { MeansKind } from './contact-means.ts'
import { loadCustomer } from './load-customer.ts'
import { classOfMeans, maskerFor, shownName } from './masking.ts'
import { linesOf } from './service-lines.ts'

type View = OutputOf<typeof getCustomerOperation>
type At = InputOf<typeof getCustomerOperation>
const LINES_SHOWN = 50
const MEANS_SHOWN = 100
const GRADES_SHOWN = 20

/** Everything we know about a customer, masked for the actor. Each look is audited with the classes shown in full. @norm GV-03 @norm SP-06 */
export async function getCustomer(call: Call, input: At): Promise<View> {
  const customer = await loadCustomer(call, input, 'customer.read')
  const masker = maskerFor(call.actor)
  const lines = await linesOf(call, input, LINES_SHOWN)
  const means = await meansOf(call, input)
  const consents = await currentConsents(call, input)
  const grades = await gradeChanges(call, input)
  const account = await portalAccount(call, input)
  const staff = await staffNames(call.tx, [customer.manager_id, ...consents.map((row) => row.recorded_by), ...grades.map((row) => row.changed_by)])
  const person = (id: string | null) => (id === null ? null : { id, ...(staff.get(id) ?? { name: '', jobNumber: '' }) })
  await audited(call, {
    verb: 'customer.read',
    regionId: customer.region_id,
    subjectKind: 'customer',
    subjectId: customer.id,
    fields: ['name', 'phone', 'email', 'id-number', 'address'].filter((name) => !masker.hides.includes(name as 'name'))
  })
  return {
    regionId: customer.region_id,
    id: customer.id,
    number: customer.number,
    kind: customer.kind as View['kind'],
    name: shownName(masker, customer),
    grade: customer.grade as View['grade'],
    vip: customer.vip,
    status: customer.status,
    statusReason: customer.status_reason,
    idKind: customer.id_kind,
    idNumber: masker.show(customer.id_number, 'id-number'),
    language: customer.language,
    area: customer.area as View['area'],
    preferences: customer.preferences as View['preferences'],
    unit: await unitOfCustomer(call, customer.unit_id),
    manager: person(customer.manager_id),
    lines,
    lineCount: lines.length < LINES_SHOWN ? lines.length : await countLines(call, input),
    contactMeans: means.map((row) => ({
      id: row.id,
      kind: row.kind as MeansKind,
      value: masker.show(row.value, classOfMeans[row.kind as MeansKind]),
      contactName: masker.show(row.contact_name, 'name'),
      preferred: row.preferred,
      verifiedAt: row.verified_at?.toISOString() ?? null
    })),
    consents: consents.map((row) => ({
      purpose: row.purpose,
      granted: row.granted,
      source: row.source,
      textVersion: row.text_version,
      recordedBy: person(row.recorded_by),
      at: row.at.toISOString()
    })),
    gradeHistory: grades.map((row) => ({
      gradeBefore: row.grade_before as View['grade'],
      gradeAfter: row.grade_after as View['grade'],
      vipBefore: row.vip_before,
      vipAfter: row.vip_after,
      reason: row.reason,
      changedBy: person(row.changed_by),
      at: row.at.toISOString()
    })),
    portalAccount: account ? { login: masker.show(account.login, 'phone'), mustChange: account.must_change, changedAt: account.changed_at.toISOString() } : null,
    version: customer.version,
    createdAt: customer.created_at.toISOString(),
    updatedAt: customer.updated_at.toISOString(),
    masked: masker.hides,
    can: {
      write: allows(call.actor, 'customer.write', customer),
      unmask: allows(call.actor, 'customer.unmask', customer),
      readAudit: allows(call.actor, 'audit.read', customer)
    }
  }
}

/** A unit that outside systems named and we do not know is shown as none. */
async function unitOfCustomer(call: Call, unitId: string | null): Promise<View['unit']> {
  if (unitId === null) return null
  try {
    const { id, nameZh, nameEn } = await getUnit(call.tx, unitId)
    return { id, nameZh, nameEn }
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

function meansOf(call: Call, { regionId, customerId }: At) {
  return call.tx
    .selectFrom('customers.contact_means')
    .select(['id', 'kind', 'value', 'contact_name', 'preferred', 'verified_at'])
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .orderBy('preferred', 'desc')
    .orderBy('kind')
    .orderBy('created_at')
    .orderBy('id')
    .limit(MEANS_SHOWN)
    .execute()
}

/** The newest word on each purpose. */
export function currentConsents(call: Call, { regionId, customerId }: At) {
  return call.tx
    .selectFrom('customers.consent')
    .distinctOn('purpose')
    .select(['purpose', 'granted', 'source', 'text_version', 'recorded_by', 'at'])
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .orderBy('purpose')
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

function gradeChanges(call: Call, { regionId, customerId }: At) {
  return call.tx
    .selectFrom('customers.grade_change')
    .select(['grade_before', 'grade_after', 'vip_before', 'vip_after', 'reason', 'changed_by', 'at'])
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(GRADES_SHOWN)
    .execute()
}

function portalAccount(call: Call, { regionId, customerId }: At) {
  return call.tx
    .selectFrom('customers.portal_account')
    .select(['login', 'must_change', 'changed_at'])
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .executeTakeFirst()
}

async function countLines(call: Call, { regionId, customerId }: At): Promise<number> {
  const row = await call.tx
    .selectFrom('customers.service_line')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('region_id', '=', regionId)
    .where('customer_id', '=', customerId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
