/** A text of a card with its slots filled; an empty slot stays visible as 〔its name〕, so that nothing half-said is sent. */
export function fillSlots(text: string, slots: Readonly<Record<string, string>>, nameOf: (code: string) => string): string {
  return text.replace(/<([a-z]+)>/g, (_whole, code: string) => (Object.hasOwn(slots, code) && slots[code]?.trim() ? slots[code].trim() : `〔${nameOf(code)}〕`))
}
