import type { MailServer } from '@shouwen/contract/mail'
import { Button, Input, InputNumber, Select } from 'antd'
import { usePhrases } from '#lib/phrases.ts'
import { Labelled } from '#ui/labelled.tsx'
import style from './mail.module.css'

const securities = ['tls', 'starttls', 'none'] as const
/** Where such servers usually listen. */
const ports = { imap: { tls: 993, starttls: 143, none: 143 }, smtp: { tls: 465, starttls: 587, none: 25 } } as const

/** Can this be connected to at all? */
export const isServerReady = (server: MailServer): boolean =>
  /^[A-Za-z0-9.:_-]+$/.test(server.host) && server.port >= 1 && server.port <= 65_535

/** How a mail server is reached; none at all is a choice, too. */
export function ServerFields({
  kind,
  server,
  knowsPassword,
  onChange
}: {
  kind: 'imap' | 'smtp'
  server: MailServer | null
  /** A password is kept already and stays unless another is typed. */
  knowsPassword: boolean
  onChange: (server: MailServer | null) => void
}) {
  const { say } = usePhrases('mail')
  if (!server)
    return (
      <fieldset className={style.server}>
        <legend>{say(`box.${kind}`)}</legend>
        <p className={`${style.quiet} ${style.wide}`}>{say(`box.${kind}-none`)}</p>
        <div className={style.wide}>
          <Button size="small" onClick={() => onChange({ host: '', port: ports[kind].tls, security: 'tls' })}>
            {say(`box.${kind}-add`)}
          </Button>
        </div>
      </fieldset>
    )
  const put = (change: Partial<MailServer>) => {
    const next = { ...server, ...change }
    for (const name of ['user', 'password', 'folder'] as const) if (!next[name]) delete next[name]
    onChange(next)
  }
  return (
    <fieldset className={style.server}>
      <legend>{say(`box.${kind}`)}</legend>
      <div className={style.wide}>
        <Labelled label={say('server.host')} required>
          {(ids) => (
            <Input
              {...ids}
              autoComplete="off"
              spellCheck={false}
              maxLength={253}
              value={server.host}
              onChange={({ target }) => put({ host: target.value.trim() })}
            />
          )}
        </Labelled>
      </div>
      <Labelled label={say('server.security')}>
        {(ids) => (
          <Select
            {...ids}
            value={server.security}
            onChange={(security) => put({ security, port: ports[kind][security] })}
            options={securities.map((value) => ({ value, label: say(`security.${value}`) }))}
          />
        )}
      </Labelled>
      <Labelled label={say('server.port')} required>
        {(ids) => (
          <InputNumber
            {...ids}
            style={{ width: '100%' }}
            min={1}
            max={65_535}
            precision={0}
            value={server.port}
            onChange={(port) => put({ port: port ?? ports[kind][server.security] })}
          />
        )}
      </Labelled>
      <Labelled label={say('server.user')}>
        {(ids) => (
          <Input
            {...ids}
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={server.user ?? ''}
            onChange={({ target }) => put({ user: target.value })}
          />
        )}
      </Labelled>
      <Labelled label={say('server.password')} hint={knowsPassword ? say('server.password-kept') : undefined}>
        {(ids) => (
          <Input
            {...ids}
            type="password"
            autoComplete="new-password"
            maxLength={400}
            value={server.password ?? ''}
            onChange={({ target }) => put({ password: target.value })}
          />
        )}
      </Labelled>
      {kind === 'imap' ? (
        <Labelled label={say('server.folder')}>
          {(ids) => (
            <Input
              {...ids}
              maxLength={200}
              placeholder="INBOX"
              value={server.folder ?? ''}
              onChange={({ target }) => put({ folder: target.value })}
            />
          )}
        </Labelled>
      ) : null}
      <div className={style.wide}>
        <Button size="small" onClick={() => onChange(null)}>
          {say(`box.${kind}-remove`)}
        </Button>
      </div>
    </fieldset>
  )
}
