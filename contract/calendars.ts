import { ClauseId, clauseChanges, VersionNumber } from './clause-words.ts'
import { Code, Instant, LocalDate, Maybe, Nothing, OneOf, operation, PhraseSchema, Type } from './operation.ts'

// The calendars clocks count by.

const CalendarLine = Type.Object({
  id: Code,
  name: PhraseSchema,
  zone: Type.String(),
  version: VersionNumber,
  createdAt: Instant,
  /** This year or the next, when its holidays are not known: deadlines through it follow the weekly hours alone. */
  missingYears: Type.Array(Type.Integer()),
  /** Clauses in force that count by it. */
  clauses: Type.Array(Type.Object({ id: ClauseId, title: PhraseSchema }))
})

export const listCalendars = operation({
  id: 'listCalendars',
  method: 'GET',
  path: '/api/calendars',
  summary: { zh: '工作日历', en: 'Calendars' },
  permission: 'norm.read',
  input: Nothing,
  output: Type.Object({ items: Type.Array(CalendarLine) }),
  staleOn: clauseChanges
})

export const getCalendar = operation({
  id: 'getCalendar',
  method: 'GET',
  path: '/api/calendars/{calendarId}',
  summary: { zh: '工作日历的一年', en: 'One year of a calendar' },
  permission: 'norm.read',
  input: Type.Object({ calendarId: Code, year: Type.Optional(Type.Integer({ minimum: 2000, maximum: 2100 })) }),
  output: Type.Object({
    ...CalendarLine.properties,
    year: Type.Integer(),
    source: Maybe(Type.String()),
    days: Type.Array(Type.Object({ date: LocalDate, kind: OneOf('ordinary', 'holiday', 'make-up'), name: Maybe(PhraseSchema), hours: Type.Array(Type.String()) }))
  })
})
