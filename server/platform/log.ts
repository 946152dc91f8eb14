import { pino, type Logger } from 'pino'

const secrets = ['password', 'secret', 'token', 'authorization', 'cookie', 'phone', 'email', 'name', 'address', 'idNumber', 'body']

/** Structured logs on standard output. Known personal and secret members are removed even when code passes them by mistake. */
export function openLog(level: string): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), remove: true },
    serializers: { err: withoutValues }
  })
}

/** Errors of PostgreSQL carry the offending row in `detail`; only code, message class and place may be logged. */
function withoutValues(error: unknown) {
  if (!(error instanceof Error)) return { message: String(error).slice(0, 200) }
  const { code, table, constraint, schema } = error as Error & Record<string, unknown>
  const fromDatabase = typeof code === 'string' && /^[0-9A-Z]{5}$/.test(code)
  return {
    type: error.name,
    message: fromDatabase ? `database error ${code}` : error.message.slice(0, 300),
    code,
    schema,
    table,
    constraint,
    stack: fromDatabase ? error.stack?.split('\n').slice(1).join('\n') : error.stack
  }
}
