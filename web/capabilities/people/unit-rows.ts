import type { OutputOf } from '@shouwen/contract/operation'
import type { listUnits } from '@shouwen/contract/units'

export type Unit = OutputOf<typeof listUnits>['items'][number]
export type Region = OutputOf<typeof listUnits>['regions'][number]
export type UnitRow = { unit: Unit; depth: number; hasBelow: boolean; isOpen: boolean }

type Children = ReadonlyMap<string | null, readonly Unit[]>

/** Units by parent, those in use first, then by code. */
export function childrenOf(units: readonly Unit[]): Children {
  const known = new Set(units.map((unit) => unit.id))
  const sorted = units.toSorted((a, b) => Number(b.active) - Number(a.active) || a.code.localeCompare(b.code))
  // A parent out of sight makes its child a root rather than losing it.
  return Map.groupBy(sorted, (unit) => (unit.parentId !== null && known.has(unit.parentId) ? unit.parentId : null))
}

/**
 * The rows of the tree as they are seen: what is below a closed unit is left out. With a search only what matches and
 * the way to it is left, all open.
 */
export function unitRows(units: readonly Unit[], open: ReadonlySet<string>, search = ''): UnitRow[] {
  const children = childrenOf(units)
  const wanted = search.trim().toLowerCase()
  const kept = wanted === '' ? undefined : matching(units, wanted)
  const walk = (parentId: string | null, depth: number): UnitRow[] =>
    (children.get(parentId) ?? [])
      .filter((unit) => !kept || kept.has(unit.id))
      .flatMap((unit) => {
        const below = (children.get(unit.id) ?? []).filter((each) => !kept || kept.has(each.id))
        const isOpen = below.length > 0 && (kept !== undefined || open.has(unit.id))
        return [{ unit, depth, hasBelow: below.length > 0, isOpen }, ...(isOpen ? walk(unit.id, depth + 1) : [])]
      })
  return walk(null, 0)
}

function matching(units: readonly Unit[], wanted: string): Set<string> {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const kept = new Set<string>()
  for (const unit of units) {
    if (![unit.nameZh, unit.nameEn, unit.code].some((text) => text.toLowerCase().includes(wanted))) continue
    for (const each of wayTo(byId, unit.id)) kept.add(each.id)
  }
  return kept
}

/** The unit and all above it, topmost first. */
export function wayTo(byId: ReadonlyMap<string, Unit>, unitId: string | null): Unit[] {
  const way: Unit[] = []
  for (
    let unit = unitId === null ? undefined : byId.get(unitId);
    unit && !way.includes(unit);
    unit = byId.get(unit.parentId ?? '')
  )
    way.unshift(unit)
  return way
}

/** Is `unit` this unit or below it? Then this unit cannot move there. */
export function isWithin(unit: Unit, top: Unit): boolean {
  return unit.path.startsWith(top.path)
}
