/** Wording without what does not change it: width, case, spaces and signs. */
export const foldText = (text: string): string => text.normalize('NFKC').toLowerCase().replaceAll(/[\p{P}\p{S}\s]+/gu, '')
