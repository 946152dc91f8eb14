import type { Playbook } from '@shouwen/kernels/playbook/index'
import type { Selectable } from 'kysely'
import type { Call } from '#platform/action'
import type { PlaybooksSetting } from '#platform/schema.gen'
import { withJumps } from './books.ts'

export type Setting = Pick<Selectable<PlaybooksSetting>, 'mode' | 'wanted_mode' | 'wanted_by' | 'wanted_at'> & { jumps: Record<string, boolean> }

const usual: Setting = { mode: 'propose', jumps: {}, wanted_mode: null, wanted_by: null, wanted_at: null }

/** How each playbook is used in a region; one nobody set proposes. */
export async function settingsOf(tx: Call['tx'], regionId: number): Promise<{ of(playbookId: string): Setting; book(playbook: Playbook): Playbook }> {
  const rows = await tx.selectFrom('playbooks.setting').selectAll().where('region_id', '=', regionId).execute()
  const known = new Map(rows.map((row): [string, Setting] => [row.playbook_id, { ...row, jumps: row.jumps as Record<string, boolean> }]))
  const of = (playbookId: string) => known.get(playbookId) ?? usual
  return { of, book: (playbook) => withJumps(playbook, of(playbook.id).jumps) }
}
