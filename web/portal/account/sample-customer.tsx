import { at } from '../operations.ts'
import { usePhrases } from '../phrases.tsx'
import { useRead } from '../read.ts'
import style from './sample-customer.module.css'

/** On the sample operator: a customer to try, whose press fills the form. Nothing anywhere else. */
export function SampleCustomer({ onChoose }: { onChoose?: (given: { login: string; password: string }) => void }) {
  const { say } = usePhrases('portal')
  const [sample] = useRead(at.readSampleCustomer, {}).data?.items ?? []
  if (!sample) return null
  const words = (
    <>
      <span>{say('sample.title')}</span>
      <code>{sample.login}</code>
      <code>{sample.password}</code>
    </>
  )
  return onChoose ? (
    <button type="button" className={style.sample} onClick={() => onChoose(sample)}>
      {words}
    </button>
  ) : (
    <p className={style.sample}>{words}</p>
  )
}
