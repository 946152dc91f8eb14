import path from 'node:path'

export type Role = 'web' | 'worker' | 'relay'

/** Everything the process may be told from outside, checked once at start. */
export type Config = {
  port: number
  host: string
  /** Address people use, for links in mail and OIDC redirects. */
  publicUrl: string
  dataDir: string
  /** Absent: the embedded server under `dataDir` is used. */
  databaseUrl: string | undefined
  seed: 'sample' | 'empty'
  roles: Role[]
  logLevel: string
  metricsToken: string | undefined
  trustProxy: boolean
  /** Requests a minute one session, token or address may make of one process. */
  requestsPerMinute: number
  /** Webhooks may go to addresses inside the house: only for tests and closed networks. */
  privateWebhooks: boolean
  files:
    | { kind: 'local'; directory: string }
    | { kind: 's3'; endpoint: string; bucket: string; region: string; accessKeyId: string; secretAccessKey: string }
  oidc: { issuer: string; clientId: string; clientSecret: string; name: string } | undefined
  smtpUrl: string | undefined
  imapUrl: string | undefined
  mailFrom: string
  /** The gateway that takes short messages, the secret both sides sign with, and the sender it shows. */
  sms: { url: string; secret: string; from: string } | undefined
  /** Sites that may show the customers' chat in a frame, beside our own. */
  widgetOrigins: string[]
  /** Host names of the customer portal that belong to one region: host → code of the region. */
  portalRegions: Record<string, string>
  /** STUN and TURN servers by which browsers find a way to each other; the secret makes passing passwords for TURN. */
  ice: { urls: string[]; turnSecret: string | undefined }
  /** An Asterisk reached by ARI; `{job}` and `{number}` in the endpoints are filled in. */
  ari: { url: string; user: string; password: string; app: string; phones: string; trunk: string | undefined } | undefined
}

export class ConfigError extends Error {}

/** Reads the environment into a typed object; throws ConfigError naming the first wrong variable. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const port = integer(env, 'PORT', 3000, 0, 65_535)
  const host = env['HOST'] ?? '127.0.0.1'
  const dataDir = path.resolve(env['DATA_DIR'] ?? './data')
  return {
    port,
    host,
    publicUrl: url(env, 'PUBLIC_URL') ?? `http://${host === '0.0.0.0' ? 'localhost' : host}:${port}`,
    dataDir,
    databaseUrl: url(env, 'DATABASE_URL'),
    seed: oneOf(env, 'SEED', ['sample', 'empty'], 'sample'),
    roles: roles(env['ROLES'] ?? 'web,worker,relay'),
    logLevel: oneOf(env, 'LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
    metricsToken: env['METRICS_TOKEN'],
    trustProxy: oneOf(env, 'TRUST_PROXY', ['yes', 'no'], 'no') === 'yes',
    requestsPerMinute: integer(env, 'REQUESTS_PER_MINUTE', 6000, 1, 10_000_000),
    privateWebhooks: oneOf(env, 'ALLOW_PRIVATE_WEBHOOKS', ['yes', 'no'], 'no') === 'yes',
    files: files(env, dataDir),
    oidc: oidc(env),
    smtpUrl: url(env, 'SMTP_URL'),
    imapUrl: url(env, 'IMAP_URL'),
    mailFrom: env['MAIL_FROM'] ?? 'Shouwen <service@localhost>',
    sms: sms(env),
    widgetOrigins: origins(env, 'WIDGET_ORIGINS'),
    portalRegions: hosts(env, 'PORTAL_REGIONS'),
    ice: { urls: iceUrls(env, 'ICE_SERVERS'), turnSecret: env['TURN_SECRET'] || undefined },
    ari: ari(env)
  }
}

function integer(env: Record<string, string | undefined>, name: string, preset: number, min: number, max: number) {
  const text = env[name]
  if (text === undefined || text === '') return preset
  const value = Number(text)
  if (!Number.isInteger(value) || value < min || value > max)
    throw new ConfigError(`${name} must be a whole number from ${min} to ${max}`)
  return value
}

function oneOf<T extends string>(env: Record<string, string | undefined>, name: string, words: T[], preset: T): T {
  const text = env[name]
  if (text === undefined || text === '') return preset
  if (!words.includes(text as T)) throw new ConfigError(`${name} must be one of ${words.join(', ')}`)
  return text as T
}

function url(env: Record<string, string | undefined>, name: string): string | undefined {
  const text = env[name]
  if (text === undefined || text === '') return undefined
  if (!URL.canParse(text)) throw new ConfigError(`${name} must be an address such as scheme://host`)
  return text.replace(/\/$/, '')
}

/** `https://www.example.com, https://shop.example.com`: scheme, host and port, nothing behind. */
function origins(env: Record<string, string | undefined>, name: string): string[] {
  const given = (env[name] ?? '').split(/[\s,]+/).filter(Boolean)
  for (const text of given)
    if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol) || new URL(text).origin !== text.replace(/\/$/, ''))
      throw new ConfigError(`${name} must be a list of origins such as https://www.example.com`)
  return given.map((text) => new URL(text).origin)
}

/** `hn.care.example=HN, gd.care.example=GD`: a host name and the code of its region. */
function hosts(env: Record<string, string | undefined>, name: string): Record<string, string> {
  const given = (env[name] ?? '').split(/[\s,]+/).filter(Boolean)
  return Object.fromEntries(
    given.map((text) => {
      const [, host, code] = /^([A-Za-z0-9.-]+)=([A-Za-z0-9_-]+)$/.exec(text) ?? []
      if (!host || !code) throw new ConfigError(`${name} must be a list such as hn.care.example=HN, gd.care.example=GD`)
      return [host.toLowerCase(), code]
    })
  )
}

/** `stun:stun.example.com turn:turn.example.com:3478?transport=udp`. */
function iceUrls(env: Record<string, string | undefined>, name: string): string[] {
  const given = (env[name] ?? '').split(/[\s,]+/).filter(Boolean)
  for (const text of given)
    if (!/^(stun|turn)s?:[\w.:[\]-]+(\?transport=(udp|tcp))?$/.test(text))
      throw new ConfigError(`${name} must be a list such as stun:stun.example.com turn:turn.example.com:3478`)
  return given
}

function roles(text: string): Role[] {
  const given = text
    .split(',')
    .map((word) => word.trim())
    .filter(Boolean)
  for (const word of given)
    if (word !== 'web' && word !== 'worker' && word !== 'relay')
      throw new ConfigError('ROLES must be a list of web, worker, relay')
  if (given.length === 0) throw new ConfigError('ROLES must name at least one of web, worker, relay')
  return given as Role[]
}

function files(env: Record<string, string | undefined>, dataDir: string): Config['files'] {
  const endpoint = url(env, 'S3_ENDPOINT')
  if (!endpoint) return { kind: 'local', directory: path.join(dataDir, 'files') }
  return {
    kind: 's3',
    endpoint,
    bucket: required(env, 'S3_BUCKET'),
    region: env['S3_REGION'] ?? 'us-east-1',
    accessKeyId: required(env, 'S3_ACCESS_KEY_ID'),
    secretAccessKey: required(env, 'S3_SECRET_ACCESS_KEY')
  }
}

function oidc(env: Record<string, string | undefined>): Config['oidc'] {
  const issuer = url(env, 'OIDC_ISSUER')
  if (!issuer) return undefined
  return {
    issuer,
    clientId: required(env, 'OIDC_CLIENT_ID'),
    clientSecret: required(env, 'OIDC_CLIENT_SECRET'),
    name: env['OIDC_NAME'] ?? 'SSO'
  }
}

function sms(env: Record<string, string | undefined>): Config['sms'] {
  const address = url(env, 'SMS_URL')
  if (!address) return undefined
  if (!/^https?:/.test(address)) throw new ConfigError('SMS_URL must be an address of http or https')
  return { url: address, secret: required(env, 'SMS_SECRET'), from: env['SMS_FROM'] ?? '' }
}

function ari(env: Record<string, string | undefined>): Config['ari'] {
  const address = url(env, 'ARI_URL')
  if (!address) return undefined
  return {
    url: address,
    user: required(env, 'ARI_USER'),
    password: required(env, 'ARI_PASSWORD'),
    app: env['ARI_APP'] || 'shouwen',
    phones: endpoint(env, 'ARI_PHONES', '{job}') ?? 'PJSIP/{job}',
    trunk: endpoint(env, 'ARI_TRUNK', '{number}')
  }
}

/** `PJSIP/{number}@trunk`: an endpoint of Asterisk with the place for who is called. */
function endpoint(env: Record<string, string | undefined>, name: string, place: string): string | undefined {
  const text = env[name]
  if (!text) return undefined
  if (!/^[A-Za-z]+\/[\w{}@.:/-]+$/.test(text) || !text.includes(place)) throw new ConfigError(`${name} must be an endpoint with ${place}, such as PJSIP/${place}@trunk`)
  return text
}

function required(env: Record<string, string | undefined>, name: string): string {
  const text = env[name]
  if (!text) throw new ConfigError(`${name} is needed beside what was given`)
  return text
}
