export { type Claim, type ClaimFault, calculate, type CompensationLine, type CompensationRule, type CompensationRules, type Goods, yuan } from './calculate.ts'
export { type Answer, chainFor, legalMaximum, playbookOf, scoreOf, type Step, suggestedBy } from './judge.ts'
