import { listUnits } from '@shouwen/contract/units'
import { useCallback, useMemo } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { type Unit, unitRows, wayTo } from './unit-rows.ts'

const none: Unit[] = []

/** The tree of units with ways to name one: by itself, and with the units above it. */
export function useUnits() {
  const { language } = usePhrases('people')
  const read = useRead(listUnits, {})
  const units = read.data?.items ?? none
  const byId = useMemo(() => new Map(units.map((unit) => [unit.id, unit])), [units])
  const nameOf = useCallback((unit: Unit) => (language === 'en' ? unit.nameEn : unit.nameZh), [language])
  const pathOf = useCallback((unitId: string) => wayTo(byId, unitId).map(nameOf).join(' / '), [byId, nameOf])
  const options = useMemo(() => {
    const all = unitRows(units, new Set(byId.keys()))
    return all
      .filter(({ unit }) => unit.active)
      .map(({ unit, depth }) => ({
        value: unit.id,
        label: nameOf(unit),
        depth,
        path: pathOf(unit.id),
        search: `${pathOf(unit.id)} ${unit.code}`
      }))
  }, [units, byId, nameOf, pathOf])
  return { read, units, regions: read.data?.regions ?? [], byId, nameOf, pathOf, options }
}
