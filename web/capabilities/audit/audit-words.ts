import { peopleAuditVerbs } from '@shouwen/contract/audit'
import type { Phrase } from '@shouwen/contract/operation'
import { listRoles, listUnits } from '@shouwen/contract/units'
import { useEffect, useMemo, useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import type { AuditWords } from './audit-sentence.ts'

const fields = [
  'phone',
  'email',
  'address',
  'id-number',
  'name',
  'account',
  'lines',
  'contact-means',
  'language',
  'reason',
  'resolution',
  'kind',
  'category',
  'regionId',
  'actorId',
  'subjectKind',
  'subjectId',
  'verb',
  'outcome',
  'from',
  'to',
  'unit',
  'jobNumber',
  'login',
  'staffId',
  'queueCode',
  'unitId',
  'nameZh',
  'nameEn',
  'level',
  'ownership',
  'unit_id',
  'job_number'
]
export const subjects = [
  'customer',
  'ticket',
  'staff',
  'unit',
  'session',
  'token',
  'queue',
  'clause-version',
  'conversation',
  'contact',
  'import',
  'mail',
  'mailbox',
  'webhook',
  'survey',
  'view',
  'macro',
  'correction',
  'sms',
  'secretary-subscription',
  'secretary-message',
  'vip-profile',
  'vip-need',
  'vip-handover',
  'campaign',
  'outbound-contact'
]
const actors = ['staff', 'system', 'customer', 'anonymous', 'token']

/** Words of acts that other capabilities audit. Their contracts are heavy, so the page does not wait for them. */
function useOtherWords(): Record<string, Phrase> {
  const [words, setWords] = useState<Record<string, Phrase>>({})
  useEffect(() => {
    let current = true
    const load = async () => {
      const [all, customers, mail, floor, outbound, playbooks, secretary] = await Promise.all([
        import('@shouwen/contract/index'),
        import('@shouwen/contract/customers'),
        import('@shouwen/contract/mail'),
        import('@shouwen/contract/floor'),
        import('@shouwen/contract/outbound'),
        import('@shouwen/contract/playbooks'),
        import('@shouwen/contract/secretary')
      ])
      if (current) setWords({ ...all.allEvents, ...customers.customerAuditVerbs, ...mail.mailAuditVerbs, ...floor.floorAuditVerbs, ...outbound.outboundAuditVerbs, ...playbooks.playbookAuditVerbs, ...secretary.secretaryAuditVerbs })
    }
    // Without them a line shows the code of its verb, which still says what happened.
    load().catch(() => {})
    return () => {
      current = false
    }
  }, [])
  return words
}

/** Verbs the audit may hold, in words: acts of accounts, of customers, events, and permissions that were refused. */
export function useAuditVerbs(): { verb: string; words: string }[] {
  const { pick } = usePhrases('audit')
  const roles = useRead(listRoles, {}).data?.items
  const others = useOtherWords()
  return useMemo(() => {
    const grants = (roles ?? []).flatMap((role) => role.grants).filter((grant) => !grant.verb.endsWith('*'))
    const all: Record<string, Phrase> = {
      ...others,
      ...Object.fromEntries(grants.map((grant) => [grant.verb, grant])),
      ...peopleAuditVerbs
    }
    return Object.entries(all)
      .map(([verb, phrase]) => ({ verb, words: pick(phrase) }))
      .sort((a, b) => a.verb.localeCompare(b.verb))
  }, [roles, others, pick])
}

/** How lines are put into the reader's words; what has none keeps its code. */
export function useAuditWords(): AuditWords {
  const { say, language } = usePhrases('audit')
  const verbs = useAuditVerbs()
  const units = useRead(listUnits, {}).data?.items
  return useMemo(() => {
    const verbWords = new Map(verbs.map((each) => [each.verb, each.words]))
    const unitNames = new Map(units?.map((unit) => [unit.id, language === 'en' ? unit.nameEn : unit.nameZh]))
    return {
      say,
      verb: (verb) => verbWords.get(verb) ?? verb,
      field: (field) => (fields.includes(field) ? say(`field.${field}`) : field),
      subject: (kind) => (subjects.includes(kind) ? say(`subject.${kind}`) : kind),
      actor: (kind) => (actors.includes(kind) ? say(`actor.${kind}`) : kind),
      unit: (unitId) => unitNames.get(unitId),
      comma: language === 'en' ? ', ' : '、'
    }
  }, [say, language, verbs, units])
}
