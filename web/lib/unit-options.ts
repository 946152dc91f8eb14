import { listUnits } from '@shouwen/contract/units'
import { useCallback, useMemo } from 'react'
import { usePhrases } from './phrases.ts'
import { useRead } from './read.ts'

type Named = { nameZh: string; nameEn: string }

/** Units and regions by name, and units in use as options of a select: searched by the names of all units above, too. */
export function useUnitOptions() {
  const { language } = usePhrases('app')
  const { data } = useRead(listUnits, {})
  const nameOf = useCallback((each: Named) => (language === 'en' ? each.nameEn : each.nameZh), [language])
  return useMemo(() => {
    const units = data?.items ?? []
    const byId = new Map(units.map((unit) => [unit.id, unit]))
    const pathOf = (id: string): string => {
      const unit = byId.get(id)
      if (!unit) return ''
      return unit.parentId && byId.has(unit.parentId) ? `${pathOf(unit.parentId)} / ${nameOf(unit)}` : nameOf(unit)
    }
    const regions = data?.regions ?? []
    return {
      regions,
      regionName: (id: number | null) => {
        const region = regions.find((each) => each.id === id)
        return region ? nameOf(region) : id === null || regions.length === 0 ? '' : String(id)
      },
      unitName: (id: string | null) => {
        const unit = id === null ? undefined : byId.get(id)
        return unit ? nameOf(unit) : undefined
      },
      options: units
        .filter((unit) => unit.active)
        .map((unit) => ({ value: unit.id, label: nameOf(unit), path: pathOf(unit.id), regionId: unit.regionId }))
        .sort((one, other) => one.path.localeCompare(other.path, language))
    }
  }, [data, nameOf, language])
}
