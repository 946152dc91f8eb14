export { compareRates, type Counted, countInterval, type Interval, type RateComparison, shareInterval, standing } from './rates.ts'
