import { AuditPanel } from './audit-panel.tsx'
import { ConsentPanel } from './consent-panel.tsx'
import type { Customer } from './customer-page.tsx'
import type { CustomerPanel } from './customer-search.ts'
import { EditPanel } from './edit-panel.tsx'
import { GradePanel } from './grade-panel.tsx'
import { LinePanel } from './line-panel.tsx'
import { MeansPanel } from './means-panel.tsx'
import { PasswordPanel } from './password-panel.tsx'

/** The form or list beside the page; only what the reader may do. */
export function CustomerPanelOf({
  panel,
  customer,
  onClose
}: {
  panel: CustomerPanel
  customer: Customer
  onClose: () => void
}) {
  if (panel === 'audit') return customer.can.readAudit ? <AuditPanel customer={customer} onClose={onClose} /> : null
  if (!customer.can.write) return null
  const Form = {
    edit: EditPanel,
    grade: GradePanel,
    line: LinePanel,
    means: MeansPanel,
    consent: ConsentPanel,
    password: PasswordPanel
  }[panel]
  return <Form customer={customer} onClose={onClose} />
}
