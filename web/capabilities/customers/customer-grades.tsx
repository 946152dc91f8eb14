import { usePhrases } from '#lib/phrases.ts'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Block } from './block.tsx'
import style from './customer-items.module.css'
import { GradeMark } from './customer-marks.tsx'
import type { Customer } from './customer-page.tsx'

/** Grade and VIP with every change, its reason and who made it. */
export function CustomerGrades({ customer, onChange }: { customer: Customer; onChange: () => void }) {
  const { say } = usePhrases('customers')
  return (
    <Block
      title={say('grades.title')}
      flush
      act={customer.can.write ? { label: say('grades.change'), onClick: onChange } : undefined}
    >
      {customer.gradeHistory.length === 0 ? <p className={style.quiet}>{say('grades.none')}</p> : null}
      <ul className={style.items}>
        {customer.gradeHistory.map((change) => (
          <li key={change.at} className={style.item}>
            <span className={style.main}>
              <GradeMark grade={change.gradeBefore} vip={change.vipBefore} full />
              <span aria-label={say('grades.to')}>→</span>
              <GradeMark grade={change.gradeAfter} vip={change.vipAfter} full />
              <span className={style.under}>
                {change.reason}
                {change.changedBy ? ` · ${change.changedBy.name}` : ''} · <RelativeTime at={change.at} exact />
              </span>
            </span>
          </li>
        ))}
      </ul>
    </Block>
  )
}
