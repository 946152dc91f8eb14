/** The number people read out: region, day in the region's own time, and a count of that day (HN-20261124-000123). @norm IQ-06 */
export function ticketNumber(regionCode: string, day: string, count: number): string {
  return `${regionCode}-${day.replaceAll('-', '')}-${String(count).padStart(6, '0')}`
}

const shape = /^([A-Z]{2,4})-(\d{8})-(\d{6,9})$/

/** Whether a text has the form of a ticket number; typed in small letters or with spaces around it counts too. */
export function readTicketNumber(text: string): string | null {
  const number = text.trim().toUpperCase()
  return shape.test(number) ? number : null
}

/** The region code inside a number. */
export function regionOfNumber(number: string): string | null {
  return shape.exec(number)?.[1] ?? null
}
