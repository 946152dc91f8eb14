import type { ComplaintView } from '@shouwen/contract/complaint-schemas'
import { AnalysisForm } from './analysis-form.tsx'
import { CityForm, CityTextForm } from './city-form.tsx'
import { EscalateForm } from './escalate-form.tsx'
import type { Panel } from './levels-tab.tsx'
import { SubmitForm } from './submit-form.tsx'

export type FormProps = { complaint: ComplaintView; onClose: () => void }

/** The form beside the levels. */
export function LevelForm({ panel, ...props }: FormProps & { panel: Panel }) {
  if (panel === 'escalate') return <EscalateForm {...props} />
  if (panel === 'submit') return <SubmitForm {...props} />
  if (panel === 'city') return <CityForm {...props} />
  if (panel === 'city-answer' || panel === 'take-back') return <CityTextForm {...props} isAnswer={panel === 'city-answer'} />
  return <AnalysisForm {...props} escalationId={panel.slice('analyse '.length)} />
}
