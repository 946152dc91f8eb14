import { campaignResults, exportCampaign, getCampaign, listCampaigns, steerCampaign } from '@shouwen/contract/outbound'
import { Button } from 'antd'
import { useAct } from '#lib/act.ts'
import { addressOf } from '#lib/call.ts'
import { usePhrases } from '#lib/phrases.ts'
import { useRead } from '#lib/read.ts'
import { useUnitOptions } from '#lib/unit-options.ts'
import { DetailPanel } from '#ui/detail-panel.tsx'
import { FieldList } from '#ui/field-list.tsx'
import { Icon } from '#ui/icon.tsx'
import { NumberStat } from '#ui/number-stat.tsx'
import { RefusalNotice } from '#ui/refusal-notice.tsx'
import { toast } from '#ui/undo-toast.tsx'
import { type Campaign, CampaignState } from './campaign-list.tsx'
import style from './outbound.module.css'
import { useOutboundWords } from './outbound-words.ts'

type Move = 'start' | 'pause' | 'resume' | 'end'
const movesFrom: Record<Campaign['state'], readonly Move[]> = { draft: ['start'], running: ['pause', 'end'], paused: ['resume', 'end'], ended: [] }

/** One campaign: how it stands, what came of it, and the rules it keeps. @norm CC-33 */
export function CampaignPanel({ campaign, onEdit, onWork, onClose }: { campaign: Campaign; onEdit: () => void; onWork: () => void; onClose: () => void }) {
  const { say } = usePhrases('outbound')
  const { unitName } = useUnitOptions()
  const { purpose, calendar, words } = useOutboundWords()
  const steer = useAct(steerCampaign, { refreshes: [listCampaigns, getCampaign, campaignResults] })
  const at = { regionId: campaign.regionId, campaignId: campaign.id }
  const move = async (to: Move) => {
    if (await steer.act({ ...at, move: to })) toast({ text: say(`moved.${to}`), tone: 'good' })
  }
  const consent = words?.purposes.find(({ code }) => code === campaign.purpose)?.consent
  return (
    <DetailPanel
      title={campaign.name}
      onClose={onClose}
      footer={
        campaign.can.manage ? (
          <>
            {movesFrom[campaign.state].map((to, index) => (
              <Button key={to} type={index === 0 && to !== 'pause' ? 'primary' : 'default'} danger={to === 'end'} loading={steer.isBusy} onClick={() => void move(to)}>
                {say(`move.${to}`)}
              </Button>
            ))}
            {campaign.state === 'ended' ? null : <Button onClick={onEdit}>{say('edit')}</Button>}
          </>
        ) : undefined
      }
    >
      <div className={style.stack}>
        <p className={style.row}>
          <CampaignState campaign={campaign} />
          {campaign.state === 'running' && !campaign.openNow ? <span className={style.quiet}>{say('closed-now')}</span> : null}
          {campaign.can.work ? (
            <Button size="small" onClick={onWork}>
              {say('to-work')}
            </Button>
          ) : null}
        </p>
        {steer.refusal ? <RefusalNotice refusal={steer.refusal} inline /> : null}
        {campaign.listedAt && campaign.can.manage ? <Results campaign={campaign} /> : null}
        <FieldList
          fields={[
            { label: say('column.purpose'), value: purpose(campaign.purpose) },
            { label: say('consent'), value: consent ? say(`consent-of.${consent}`) : null },
            { label: say('column.channel'), value: say(`channel.${campaign.channel}`) },
            { label: say('hours'), value: calendar(campaign.calendar) },
            { label: say('cap'), value: say('cap-text', { count: campaign.capContacts, days: campaign.capDays }) },
            { label: say('most-tries'), value: campaign.mostTries },
            { label: say('column.days'), value: `${campaign.startsOn} – ${campaign.endsOn}` },
            { label: say('unit'), value: unitName(campaign.unitId) },
            { label: say('audience'), value: <AudienceWords campaign={campaign} /> },
            {
              label: say('column.people'),
              value: campaign.members.map((one) => `${one.name} ${one.jobNumber}${one.movedAt ? `（${say('moved-away')}）` : ''}`).join('、')
            },
            { label: say('script-zh'), value: <span className={style.script}>{campaign.scriptZh}</span>, wide: true },
            { label: say('script-en'), value: <span className={style.script}>{campaign.scriptEn}</span>, wide: true }
          ]}
        />
      </div>
    </DetailPanel>
  )
}

/** The filter in words. */
export function AudienceWords({ campaign: { audience } }: { campaign: Pick<Campaign, 'audience'> }) {
  const { say } = usePhrases('outbound')
  const { unitName } = useUnitOptions()
  const parts = [
    ...(audience.grades ?? []).map((grade) => say(`grade.${grade}`)),
    audience.vip === undefined ? '' : say(audience.vip ? 'vip-yes' : 'vip-no'),
    audience.kind ? say(`kind.${audience.kind}`) : '',
    audience.area ? say(`area.${audience.area}`) : '',
    audience.service ? say(`service.${audience.service}`) : '',
    audience.planCode ?? '',
    audience.unitId ? (unitName(audience.unitId) ?? '') : ''
  ].filter(Boolean)
  return <>{parts.length > 0 ? parts.join(' · ') : say('everybody')}</>
}

function Results({ campaign }: { campaign: Campaign }) {
  const { say, language } = usePhrases('outbound')
  const { result } = useOutboundWords()
  const at = { regionId: campaign.regionId, campaignId: campaign.id }
  const { data } = useRead(campaignResults, at)
  if (!data) return null
  const { total, counts } = data
  const share = total.tries > 0 ? `${Math.round((100 * total.reached) / total.tries)} %` : '—'
  return (
    <section className={style.results} aria-label={say('results')}>
      <div className={style.stats}>
        <NumberStat label={say('stat.tries')} value={total.tries} />
        <NumberStat label={say('stat.reached')} value={share} formula={say('stat.reached-formula')} detail={String(total.reached)} />
        <NumberStat label={say('stat.waiting')} value={counts.waiting + counts.later + counts.taken} />
        <NumberStat label={say('column.left-out')} value={counts.leftOut} />
      </div>
      <Bars title={say('by-result')} rows={data.results.map(({ result: code, count }) => [result(code), count])} />
      <Bars title={say('by-person')} rows={data.staff.map(({ person, tries }) => [person ? `${person.name} ${person.jobNumber}` : '—', tries])} />
      <Bars title={say('why-left-out')} rows={data.leftOut.map(({ why, count }) => [say(`why.${why}`), count])} />
      <p className={style.row}>
        <Button size="small" icon={<Icon name="export" size={14} />} href={addressOf(exportCampaign, { ...at, language: language === 'en' ? 'en' : 'zh-CN', kind: 'xlsx' })} download>
          {say('export-xlsx')}
        </Button>
        <Button size="small" href={addressOf(exportCampaign, { ...at, language: language === 'en' ? 'en' : 'zh-CN', kind: 'csv' })} download>
          CSV
        </Button>
      </p>
    </section>
  )
}

/** Shares of a whole, the greatest first; the number is beside the bar. */
function Bars({ title, rows }: { title: string; rows: [string, number][] }) {
  if (rows.length === 0) return null
  const most = Math.max(...rows.map(([, count]) => count), 1)
  return (
    <div className={style.bars}>
      <h3>{title}</h3>
      {rows.map(([name, count]) => (
        <div key={name} className={style.barRow}>
          <span>{name}</span>
          <span className={style.track} aria-hidden>
            <span style={{ width: `${(100 * count) / most}%` }} />
          </span>
          <span className="number">{count}</span>
        </div>
      ))}
    </div>
  )
}
