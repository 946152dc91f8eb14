import { verifyPromise } from '@shouwen/contract/promises'
import { Button } from 'antd'
import { useState } from 'react'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { Icon } from '#ui/icon.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { RelativeTime } from '#ui/relative-time.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { Block } from './block.tsx'
import style from './promise-page.module.css'

/** Computes the outcome again from the evidence kept, check by check, when asked. */
export function PromiseEvidence({ promiseId }: { promiseId: string }) {
  const { say } = usePhrases('norms')
  const [isAsked, setAsked] = useState(false)
  const { data, error, refetch, isFetching } = useRead(verifyPromise, { promiseId }, { enabled: isAsked })
  return (
    <Block
      title={say('evidence.title')}
      aside={
        <Button
          size="small"
          icon={<Icon name="promise" size={14} />}
          loading={isFetching}
          onClick={() => (isAsked ? void refetch() : setAsked(true))}
        >
          {say(isAsked ? 'evidence.again' : 'evidence.verify')}
        </Button>
      }
    >
      {isAsked ? null : <p className={style.quiet}>{say('evidence.text')}</p>}
      {error && !data ? <RefusalNotice refusal={error} inline /> : null}
      {isAsked && !data && !error ? <Skeleton lines={4} /> : null}
      {data ? (
        <div role="status">
          {data.evidence.length === 0 ? (
            <p className={style.quiet}>{say('evidence.none')}</p>
          ) : (
            <p className={data.verified ? style.verified : style.refuted}>
              <Icon name={data.verified ? 'check' : 'warn'} size={16} />
              {say(data.verified ? 'evidence.holds' : 'evidence.fails')}
            </p>
          )}
          <ul className={style.evidence}>
            {data.evidence.map((row) => (
              <li key={row.id}>
                <p>
                  <strong>{say(`evidence.kind.${row.kind}`)}</strong> <RelativeTime at={row.at} exact />
                  <span className={style.quiet}>{say(row.sealed ? 'evidence.sealed' : 'evidence.unsealed')}</span>
                </p>
                <ul>
                  {row.checks.map((check) => (
                    <li key={check.check} className={check.holds ? style.holds : style.fails}>
                      <Icon
                        name={check.holds ? 'check' : 'close'}
                        size={13}
                        label={say(check.holds ? 'value.yes' : 'value.no')}
                      />
                      {say(`evidence.check.${check.check}`)}
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </Block>
  )
}
