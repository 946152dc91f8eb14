import { getMyProfile } from '@shouwen/contract/account'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useCan, useSession } from '#lib/session.ts'
import { FieldList } from '#ui/field-list.tsx'
import { Page } from '#ui/page.tsx'
import { LanguageChoice, ThemeChoices } from './appearance-choice.tsx'
import { ProfilePassword } from './profile-password.tsx'
import { ProfileSecondFactor } from './profile-second-factor.tsx'
import { ProfileSection } from './profile-section.tsx'
import { ProfileSessions } from './profile-sessions.tsx'
import { ProfileTokens } from './profile-tokens.tsx'
import style from './profile-section.module.css'

/** My own page: who the product thinks I am, how it looks, and everything that lets me in. */
export function Profile() {
  const { say, pick, language } = usePhrases('profile')
  const { staff } = useSession()
  const may = useCan()
  const profile = useRead(getMyProfile, {})
  const data = profile.data
  const list = (words: string[]) => words.join(language === 'en' ? ', ' : '、')
  return (
    <Page
      title={say('title')}
      isLoading={!data}
      error={data ? undefined : profile.error}
      onRetry={() => void profile.refetch()}
    >
      {data ? (
        <div className={style.sections}>
          <ProfileSection title={say('me.title')} text={say('me.text')}>
            <FieldList
              columns={2}
              fields={[
                { label: say('me.name'), value: data.name },
                { label: say('me.job-number'), value: data.jobNumber },
                { label: say('me.login'), value: data.login },
                { label: say('me.unit'), value: language === 'en' ? staff.unit.nameEn : staff.unit.nameZh },
                { label: say('me.email'), value: data.email },
                { label: say('me.phone'), value: data.phone },
                { label: say('me.roles'), value: list([...new Set(data.roles.map(pick))]), wide: true },
                {
                  label: say('me.skills'),
                  value: list(data.skills.map((skill) => `${pick(skill)} ${skill.level}`)),
                  wide: true
                }
              ]}
            />
          </ProfileSection>
          <ProfileSection title={say('look.title')} text={say('look.text')}>
            <div className={style.choices}>
              <LanguageChoice />
              <ThemeChoices />
            </div>
          </ProfileSection>
          <ProfileSection title={say('password.title')} text={say('password.text')}>
            <ProfilePassword
              owner={{ login: data.login ?? data.jobNumber, jobNumber: data.jobNumber }}
              changedAt={data.passwordChangedAt}
            />
          </ProfileSection>
          <ProfileSection title={say('factor.title')} text={say('factor.text')}>
            <ProfileSecondFactor enabledAt={data.totpEnabledAt} codesLeft={data.recoveryCodesLeft} />
          </ProfileSection>
          <ProfileSection title={say('sessions.title')} text={say('sessions.text')}>
            <ProfileSessions />
          </ProfileSection>
          {may('token.create') ? (
            <ProfileSection title={say('tokens.title')} text={say('tokens.text')}>
              <ProfileTokens />
            </ProfileSection>
          ) : null}
        </div>
      ) : null}
    </Page>
  )
}
