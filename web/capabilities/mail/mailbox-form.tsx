import { createMailbox, listMailboxes, type MailboxView, type MailServer, updateMailbox } from '@shouwen/contract/mail'
import { listQueues } from '@shouwen/contract/queues'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAct } from '#lib/act.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { Labelled } from '#ui/labelled.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import style from './mail.module.css'
import { isServerReady, ServerFields } from './server-fields.tsx'

/** Adds a mailbox, or changes one: its name and queue, and the servers it is read from and answered through. */
export function MailboxForm({ box, onDone }: { box?: MailboxView; onDone: (box: MailboxView | undefined) => void }) {
  const { say, language } = usePhrases('mail')
  const { staff } = useSession()
  const may = useCan()
  const { regions, regionName } = useUnitOptions()
  const create = useAct(createMailbox, { refreshes: [listMailboxes] })
  const update = useAct(updateMailbox, { refreshes: [listMailboxes] })
  const [address, setAddress] = useState('')
  const [name, setName] = useState(box?.name ?? '')
  const [regionId, setRegion] = useState(box?.regionId ?? staff.regionId)
  const [queue, setQueue] = useState<string | null>(box?.queueCode ?? null)
  const [imap, setImap] = useState<MailServer | null>(() => known(box?.imap))
  const [smtp, setSmtp] = useState<MailServer | null>(() => known(box?.smtp))
  const queues = useRead(listQueues, { regionId }, { enabled: may('queue.read') }).data?.items ?? []
  const isFixed = box?.fromEnvironment ?? false
  const isReady =
    name.trim() !== '' &&
    (box !== undefined || /^[^\s@]+@[^\s@]+$/.test(address.trim())) &&
    [imap, smtp].every((server) => server === null || isServerReady(server))
  const send = async () => {
    const common = { name: name.trim() }
    const done = box
      ? await update.act({ ...common, mailboxId: box.id, queueCode: queue, smtp, ...(isFixed ? {} : { imap }) })
      : await create.act({
          ...common,
          regionId,
          address: address.trim(),
          ...(queue ? { queueCode: queue } : {}),
          ...(imap ? { imap } : {}),
          ...(smtp ? { smtp } : {})
        })
    if (done) onDone(done)
  }
  const refusal = create.refusal ?? update.refusal
  const reachable = regions.filter(({ id }) => may('settings.write', id))
  return (
    <form
      className={style.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void send()
      }}
    >
      {box ? null : (
        <Labelled label={say('column.address')} hint={say('box.address-hint')} required>
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              type="email"
              autoComplete="off"
              maxLength={200}
              value={address}
              onChange={({ target }) => setAddress(target.value)}
            />
          )}
        </Labelled>
      )}
      <Labelled label={say('column.name')} hint={say('box.name-hint')} required>
        {(ids) => (
          <Input
            {...ids}
            autoFocus={box !== undefined}
            autoComplete="off"
            maxLength={80}
            value={name}
            onChange={({ target }) => setName(target.value)}
          />
        )}
      </Labelled>
      {!box && reachable.length > 1 ? (
        <Labelled label={say('region')}>
          {(ids) => (
            <Select
              {...ids}
              value={regionId}
              onChange={(next) => {
                setRegion(next)
                setQueue(null)
              }}
              options={reachable.map(({ id }) => ({ value: id, label: regionName(id) }))}
            />
          )}
        </Labelled>
      ) : null}
      <Labelled label={say('column.queue')}>
        {(ids) => (
          <Select
            {...ids}
            allowClear
            placeholder={say('box.by-category')}
            value={queue}
            onChange={(next: string | null | undefined) => setQueue(next ?? null)}
            options={queues
              .filter((each) => each.active)
              .map((each) => ({ value: each.code, label: language === 'en' ? each.nameEn : each.nameZh }))}
          />
        )}
      </Labelled>
      {isFixed ? (
        <p className={style.quiet}>{say('box.from-environment')}</p>
      ) : (
        <ServerFields kind="imap" server={imap} knowsPassword={Boolean(box?.imap?.user)} onChange={setImap} />
      )}
      <ServerFields kind="smtp" server={smtp} knowsPassword={Boolean(box?.smtp?.user)} onChange={setSmtp} />
      {refusal ? <RefusalNotice refusal={refusal} inline /> : null}
      <div className={style.buttons}>
        <Button type="primary" htmlType="submit" loading={create.isBusy || update.isBusy} disabled={!isReady}>
          {say(box ? 'save' : 'box.add')}
        </Button>
        <Button onClick={() => onDone(box)}>{say('cancel')}</Button>
      </div>
    </form>
  )
}

/** What is shown of a server as settings again; its password stays with the server. */
function known(shown: MailboxView['imap'] | undefined): MailServer | null {
  if (!shown) return null
  const { host, port, security, user, folder } = shown
  return { host, port, security, ...(user ? { user } : {}), ...(folder ? { folder } : {}) }
}
