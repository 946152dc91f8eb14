/** A thread of its own for a simulated centre: seconds of arithmetic that must not stand in the way of anybody's request. */
import { parentPort, workerData } from 'node:worker_threads'
import { type StaffingTrial, tryStaffing } from '../../../simulator/try-staffing.ts'

parentPort?.postMessage((workerData as StaffingTrial[]).map(tryStaffing))
