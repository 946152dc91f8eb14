import type { App } from '#platform/app-type'

/** Prints the address and, on the sample operator, the accounts a visitor can try. */
export async function greet(app: App, address: string): Promise<void> {
  const lines = [`Shouwen 首问  ${app.config.publicUrl}`, `  portal 客户门户  ${app.config.publicUrl}/portal/`]
  const sample = await app.db.selectFrom('platform.setting').select('value').where('key', '=', 'sample.accounts').executeTakeFirst()
  const accounts = (sample?.value ?? []) as { login: string; password: string; zh: string; en: string }[]
  for (const { login, password, zh, en } of accounts) lines.push(`  ${login.padEnd(12)} ${password.padEnd(20)} ${zh} ${en}`)
  const customer = await app.db.selectFrom('platform.setting').select('value').where('key', '=', 'sample.customer').executeTakeFirst()
  if (customer) {
    const { login, password } = customer.value as { login: string; password: string }
    lines.push(`  ${login.padEnd(12)} ${password.padEnd(20)} 门户客户（服务密码） customer at the portal (service password)`)
  }
  if (address !== app.config.publicUrl) lines.push(`  listening on ${address}`)
  process.stdout.write(`${lines.join('\n')}\n`)
}
