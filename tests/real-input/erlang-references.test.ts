import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { erlangB, erlangC, performanceOf } from '@shouwen/kernels/queueing/index'
import { describe, expect, test } from 'vitest'

const references = path.join(import.meta.dirname, '../../../shared/data/quant/staffing/erlang_reference.csv')

describe.skipIf(!existsSync(references))('Against references computed with 40 digits', () => {
  const lines = existsSync(references) ? readFileSync(references, 'utf8').trim().split('\n').slice(1) : []
  const rows = lines.map((line) => {
    const [quantity = '', agents, load, aht, within, patience, value] = line.split(',')
    return {
      quantity,
      agents: Number(agents),
      load: Number(load),
      aht: Number(aht),
      within: Number(within),
      patience: Number(patience),
      value: Number(value)
    }
  })

  test.each(rows)(
    '$quantity with $agents agents, $load erlangs, $aht s, within $within s, patience $patience s',
    (row) => {
      const { quantity, agents, load, aht, within, patience, value } = row
      const handleSeconds = aht || 60
      const traffic = {
        callsPerHour: (load * 3600) / handleSeconds,
        handleSeconds,
        ...(patience ? { patienceSeconds: patience } : {})
      }
      const met = performanceOf(traffic, agents, within)
      const ours: Record<string, number> = {
        B: erlangB(agents, load),
        C: erlangC(agents, load),
        C_SL: met.servedWithin,
        C_ASA: met.averageAnswerSeconds,
        A_Pwait: met.waits,
        A_Pab: met.abandons,
        A_EQ: met.averageQueue,
        A_EW_s: met.averageWaitSeconds,
        A_served_within_t: met.servedWithin
      }
      expect(Math.abs((ours[quantity] as number) / value - 1)).toBeLessThan(1e-9)
    }
  )
})
