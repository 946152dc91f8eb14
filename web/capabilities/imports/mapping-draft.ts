import type { ImportField, ImportMapping } from '@shouwen/contract/import-words'

// How a person mends a mapping. Each step gives a new one and keeps what it does not speak of.

/** Fields whose words are ours; a file's own words can be said to mean one of them. */
export const meanings: Partial<Record<ImportField, readonly string[]>> = {
  kind: ['inquiry', 'request', 'complaint', 'fault'],
  channel: ['chat', 'email', 'phone', 'hall', 'portal', 'letter', 'social', 'regulator', 'api'],
  source: [
    'customer',
    'regulator-12300',
    'regulator-12315',
    'city-12345',
    'spam-12321',
    'media',
    'monitoring',
    'internal'
  ],
  severity: ['general', 'important', 'major', 'collective'],
  urgency: ['low', 'normal', 'high'],
  scope: ['one', 'several', 'area', 'wide'],
  status: ['open', 'inProgress', 'resolved', 'closed', 'cancelled', 'rejected']
}

/** The column becomes this field; a field stands in one column only. Undefined leaves the column out. */
export function withField(mapping: ImportMapping, heading: string, field: ImportField | undefined): ImportMapping {
  const others = Object.entries(mapping.columns).filter(([name, column]) => name !== heading && column.field !== field)
  const { [field ?? 'title']: _, ...constants } = mapping.constants ?? {}
  return {
    ...mapping,
    columns: { ...Object.fromEntries(others), ...(field ? { [heading]: { field } } : {}) },
    ...(mapping.constants ? { constants: field ? constants : mapping.constants } : {})
  }
}

/** What a word of the file means in this field; '' leaves the cell out. */
export function withWord(mapping: ImportMapping, field: string, word: string, meaning: string): ImportMapping {
  const columns = Object.entries(mapping.columns).map(([heading, column]) => [
    heading,
    column.field === field ? { ...column, values: { ...column.values, [word]: meaning } } : column
  ])
  return { ...mapping, columns: Object.fromEntries(columns) as ImportMapping['columns'] }
}

/** How the instants of a column are written; '' lets every common way be understood. */
export function withFormat(mapping: ImportMapping, field: string, format: string): ImportMapping {
  const columns = Object.entries(mapping.columns).map(([heading, column]) => {
    const { format: _, ...plain } = column
    return [heading, column.field === field ? (format ? { ...plain, format } : plain) : column]
  })
  return { ...mapping, columns: Object.fromEntries(columns) as ImportMapping['columns'] }
}

/** A value for a field no column gives; undefined takes it away. */
export function withConstant(mapping: ImportMapping, field: ImportField, value: string | undefined): ImportMapping {
  const { [field]: _, ...others } = mapping.constants ?? {}
  return { ...mapping, constants: value === undefined ? others : { ...others, [field]: value } }
}

export const hasField = (mapping: ImportMapping, field: ImportField): boolean =>
  Object.values(mapping.columns).some((column) => column.field === field)
