import { withCommandDatabase } from '#platform/command-database'
import { migrate } from '#platform/migrate'

export const summary = 'brings the database up to this release; the product does it at every start'

export async function run(): Promise<void> {
  const { applied, appRoleEnforced } = await withCommandDatabase((url) => migrate(url))
  console.error(applied.length > 0 ? applied.join('\n') : '数据库已是最新 / the database is up to date')
  if (!appRoleEnforced)
    console.error(
      '注意：无权建立角色 shouwen_app，只增表没有由数据库强制 / append-only is not enforced: this user may not create roles'
    )
}
