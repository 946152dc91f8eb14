import { checkEvidence } from '@shouwen/contract/governance'
import type { OutputOf } from '@shouwen/contract/operation'
import { useCallback, useEffect, useRef, useState } from 'react'
import { call, isRefused, type Refused } from '#lib/call.ts'
import { now } from '#ui/now.ts'

type Stretch = OutputOf<typeof checkEvidence>

/** What was recomputed so far. `endedAt` is there when the end of the chain was reached. */
export type EvidenceCheck = Pick<Stretch, 'seals' | 'rows' | 'faults' | 'sealedFrom' | 'sealedTo'> & {
  endedAt?: number
  refusal?: Refused
}

const nothing: EvidenceCheck = { seals: 0, rows: 0, faults: [], sealedFrom: null, sealedTo: null }
/** Seals asked for at once: an answer comes within a second or so, and the figures move. */
const STRETCH = 100
const MOST_FAULTS = 20

/** Recomputes the whole chain of evidence, a stretch after the other, from when the component shows; `again` begins anew. */
export function useEvidenceCheck(): { check: EvidenceCheck; again: () => void } {
  const [check, setCheck] = useState(nothing)
  const running = useRef<AbortController>(undefined)
  const again = useCallback(() => {
    running.current?.abort()
    const control = new AbortController()
    running.current = control
    setCheck(nothing)
    void checkAll(control.signal, setCheck)
  }, [])
  useEffect(() => {
    again()
    return () => running.current?.abort()
  }, [again])
  return { check, again }
}

async function checkAll(signal: AbortSignal, tell: (check: EvidenceCheck) => void): Promise<void> {
  let sum = nothing
  for (let fromNo: number | null = 1; fromNo !== null; ) {
    try {
      const stretch: Stretch = await call(checkEvidence, { fromNo, limit: STRETCH }, { signal })
      if (signal.aborted) return
      fromNo = stretch.nextNo
      sum = joined(sum, stretch)
      tell(fromNo === null ? { ...sum, endedAt: now() } : sum)
    } catch (error) {
      if (signal.aborted) return
      if (!isRefused(error)) throw error
      return tell({ ...sum, refusal: error })
    }
  }
}

/** Two stretches of the chain as one. */
export function joined(before: EvidenceCheck, stretch: Omit<Stretch, 'nextNo'>): EvidenceCheck {
  return {
    seals: before.seals + stretch.seals,
    rows: before.rows + stretch.rows,
    faults: [...before.faults, ...stretch.faults].slice(0, MOST_FAULTS),
    sealedFrom: before.sealedFrom ?? stretch.sealedFrom,
    sealedTo: stretch.sealedTo ?? before.sealedTo
  }
}
