import type { Cell, DecisionTable } from '@shouwen/kernels/conditions/index'
import { usePhrases } from '#lib/phrases.ts'
import { Block } from './block.tsx'
import { type ClauseWordings, durationWords, type Say } from './clause-content.ts'
import { AssumedMark } from './clause-marks.tsx'
import style from './decision-table-view.module.css'
import { gridOf, type Grid, type TableRow } from './table-grid.ts'

/** A decision table in words: as a grid where every case has its own cell, else row by row, read from the top. */
export function DecisionTableView({
  table,
  words,
  title
}: {
  table: DecisionTable<unknown>
  words: ClauseWordings
  title: string
}) {
  const { say } = usePhrases('norms')
  const grid = gridOf(table)
  const assumed = table.rows.filter((row) => row.assumed).length
  return (
    <Block
      title={title}
      flush
      aside={
        <>
          <span>{say(`table.hit.${table.hit}`)}</span>
          {assumed > 0 ? (
            <span>
              <AssumedMark short /> {say('table.assumed', { count: assumed })}
            </span>
          ) : null}
        </>
      }
    >
      {grid ? (
        <GridTable grid={grid} words={words} title={title} />
      ) : (
        <RowTable table={table} words={words} title={title} />
      )}
    </Block>
  )
}

function GridTable({ grid, words, title }: { grid: Grid; words: ClauseWordings; title: string }) {
  const { say } = usePhrases('norms')
  return (
    <table className={style.table}>
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          {grid.rowInputs.map((input) => (
            <th key={input} scope="col" rowSpan={2}>
              {words.fact(input)}
            </th>
          ))}
          <th scope="colgroup" colSpan={grid.columns.length} className={style.across}>
            {words.fact(grid.columnInput)}
          </th>
        </tr>
        <tr>
          {grid.columns.map((column) => (
            <th key={String(column)} scope="col" className={style.value}>
              {words.value(grid.columnInput, column)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {grid.rows.map((line) => (
          <tr key={line.key} className={line.spans[0] ? style.begins : undefined}>
            {line.when.map((value, column) =>
              line.spans[column] ? (
                <th
                  key={grid.rowInputs[column]}
                  scope={line.spans[column] > 1 ? 'rowgroup' : 'row'}
                  rowSpan={line.spans[column]}
                >
                  {words.value(grid.rowInputs[column] ?? '', value)}
                </th>
              ) : null
            )}
            {line.cells.map((row, column) => (
              <td
                key={String(grid.columns[column])}
                className={`${style.value} ${row?.assumed ? style.assumed : ''}`}
                title={row?.assumed ? say('trust-text.assumed') : row?.id}
              >
                {row ? givesWords(row, words, say) : '—'}
                {row?.assumed ? <span className={style.mark}>{say('assumed-short')}</span> : null}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function RowTable({ table, words, title }: { table: DecisionTable<unknown>; words: ClauseWordings; title: string }) {
  const { say, pick } = usePhrases('norms')
  const hasWhy = table.rows.some((row) => row.why)
  return (
    <table className={style.table}>
      <caption className="visually-hidden">{title}</caption>
      <thead>
        <tr>
          <th scope="col" className={style.index}>
            #
          </th>
          {table.inputs.map((input) => (
            <th key={input} scope="col">
              {words.fact(input)}
            </th>
          ))}
          <th scope="col" className={style.gives}>
            {say('table.gives')}
          </th>
          {hasWhy ? <th scope="col">{say('table.why')}</th> : null}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row, index) => (
          <tr key={row.id} title={row.id}>
            <td className={style.index}>{index + 1}</td>
            {table.inputs.map((input, column) => (
              <td key={input}>{cellWords(input, row.when[column] ?? '-', words, say)}</td>
            ))}
            <td className={`${style.gives} ${row.assumed ? style.assumed : ''}`}>
              {givesWords(row, words, say)} {row.assumed ? <AssumedMark short /> : null}
            </td>
            {hasWhy ? <td className={style.why}>{row.why ? pick(row.why) : ''}</td> : null}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function givesWords(row: TableRow, words: ClauseWordings, say: Say): string {
  const length = durationWords(row.gives, say)
  if (length) return length
  return Object.entries(row.gives as Record<string, unknown>)
    .map(([name, value]) =>
      typeof value === 'boolean' || name !== 'priority'
        ? `${words.fact(name)} ${words.value(name, value)}`
        : `${String(value)} ${words.value(name, value)}`
    )
    .join(' · ')
}

function cellWords(input: string, cell: Cell, words: ClauseWordings, say: Say) {
  if (cell === '-') return <span className={style.any}>{say('table.any')}</span>
  if (Array.isArray(cell)) return cell.map((value) => words.value(input, value)).join(' / ')
  if (typeof cell !== 'object') return words.value(input, cell)
  const { from, above, to, below } = cell as { from?: number; above?: number; to?: number; below?: number }
  return [
    from !== undefined && `≥ ${from}`,
    above !== undefined && `> ${above}`,
    to !== undefined && `≤ ${to}`,
    below !== undefined && `< ${below}`
  ]
    .filter(Boolean)
    .join(' ')
}
