/** A word of the rulebook as the label of a field: English ones begin small there. */
export const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
