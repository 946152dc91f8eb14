import { getCustomer, issueServicePassword } from '@shouwen/contract/customers'
import type { OutputOf } from '@shouwen/contract/operation'
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { Labelled } from '#ui/labelled.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import type { Customer } from './customer-page.tsx'
import { PanelForm } from './panel-form.tsx'
import style from './panel-form.module.css'

/** A one-time service password for one of the lines, shown this once; the customer chooses another at the first sign-in. */
export function PasswordPanel({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { say } = usePhrases('customers')
  const { act, isBusy, refusal } = useAct(issueServicePassword, { refreshes: [getCustomer] })
  const open = customer.lines.filter((line) => line.closedOn === null)
  const [lineId, setLine] = useState(open[0]?.id)
  const [given, setGiven] = useState<OutputOf<typeof issueServicePassword>>()
  if (given)
    return (
      <DetailPanel title={say('password.title')} onClose={onClose}>
        <div className={style.secret} role="status">
          <p>{say('password.given')}</p>
          <dl>
            <dt>{say('password.login')}</dt>
            <dd>{given.login}</dd>
            <dt>{say('password.password')}</dt>
            <dd>{given.oneTimePassword}</dd>
          </dl>
          <p>
            {say('password.until')} <RelativeTime at={given.expiresAt} exact />
          </p>
          <div>
            <Button autoFocus onClick={onClose}>
              {say('password.told')}
            </Button>
          </div>
        </div>
      </DetailPanel>
    )
  return (
    <PanelForm
      title={say('password.title')}
      intro={say('password.text')}
      submit={say('password.issue')}
      isBusy={isBusy}
      isReady={lineId !== undefined}
      refusal={refusal}
      onSubmit={async () => {
        if (lineId) setGiven(await act({ regionId: customer.regionId, customerId: customer.id, lineId }))
      }}
      onClose={onClose}
    >
      <Labelled label={say('password.line')} hint={open.length === 0 ? say('password.no-line') : undefined}>
        {(ids) => (
          <Select
            {...ids}
            autoFocus
            value={lineId ?? null}
            onChange={setLine}
            options={open.map((line) => ({
              value: line.id,
              label: `${say(`service.${line.service}`)} ${line.serviceNumber}`
            }))}
          />
        )}
      </Labelled>
    </PanelForm>
  )
}
