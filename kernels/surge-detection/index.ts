export { dailyRhythm } from './rhythm.ts'
export { arrived, even, restarted, type Rhythm, type SurgeRule, type SurgeState, usualPerDay } from './surge.ts'
