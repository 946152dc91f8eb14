export { advance, type PlaybookInput, type PlaybookState, type Proposal, restingState } from './advance.ts'
export { dryRun, type DryRun } from './dry-run.ts'
export { type Measure, measures } from './measures.ts'
export { playExample } from './play-example.ts'
export {
  type Playbook,
  type PlaybookExample,
  playbookProblems,
  type PlaybookStep,
  type StepAct,
  type StepCondition
} from './playbook.ts'
export { type PlaybookReason, playbookReasonText, playbookReasonWords } from './reasons.ts'
