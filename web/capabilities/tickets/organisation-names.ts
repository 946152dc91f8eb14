import { listQueues } from '@shouwen/contract/queues'
import { listUnits } from '@shouwen/contract/units'
import { useCallback, useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan } from '#lib/session.ts'

type Named = { nameZh: string; nameEn: string }

/** Names of units and queues, and both as options of a select. */
export function useOrganisationNames() {
  const { language } = usePhrases('tickets')
  const may = useCan()
  const units = useRead(listUnits, {}).data?.items
  const queues = useRead(listQueues, {}, { enabled: may('queue.read') }).data?.items
  const nameOf = useCallback((each: Named) => (language === 'en' ? each.nameEn : each.nameZh), [language])
  const unitNames = useMemo(() => new Map(units?.map((each) => [each.id, nameOf(each)])), [units, nameOf])
  const queueNames = useMemo(() => new Map(queues?.map((each) => [each.code, nameOf(each)])), [queues, nameOf])
  const unit = useCallback((id: string | null) => (id === null ? undefined : unitNames.get(id)), [unitNames])
  const queue = useCallback(
    (code: string | null) => (code === null ? undefined : (queueNames.get(code) ?? code)),
    [queueNames]
  )
  return { queues: queues ?? [], nameOf, unit, queue }
}
