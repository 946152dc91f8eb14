export { type MenuBounds, menuProblems, secondsUntilPersonNamed } from './check.ts'
export type { Menu, MenuFacts, MenuInput, MenuLanguage, MenuNode, MenuOption, MenuRules, PersonReason, PersonWanted, Said, Walked, WalkState } from './types.ts'
export { beginMenu, longestPath, type MenuPhrases, saysOf, SILENCE, stepMenu, walkPath } from './walk.ts'
