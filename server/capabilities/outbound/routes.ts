import * as contract from '@shouwen/contract/outbound'
import { type Route, serve } from '#platform/action'
import { beginOutbound } from './begin-outbound.ts'
import { campaignResults, exportCampaign } from './campaign-results.ts'
import { finishOutbound } from './finish-outbound.ts'
import { getCampaign, listCampaigns } from './list-campaigns.ts'
import { listOutboundContacts } from './list-outbound-contacts.ts'
import { outboundWords } from './outbound-rules.ts'
import { changeCampaign, createCampaign, previewAudience } from './save-campaign.ts'
import { steerCampaign } from './steer-campaign.ts'
import { giveBackTarget, takeNextTarget } from './take-next.ts'
import { listMyTargets } from './target-view.ts'

export const routes: Route[] = [
  serve(contract.outboundWords, outboundWords),
  serve(contract.listCampaigns, listCampaigns),
  serve(contract.getCampaign, getCampaign),
  serve(contract.createCampaign, createCampaign),
  serve(contract.changeCampaign, changeCampaign),
  serve(contract.previewAudience, previewAudience),
  serve(contract.steerCampaign, steerCampaign),
  serve(contract.takeNextTarget, takeNextTarget),
  serve(contract.listMyTargets, listMyTargets),
  serve(contract.giveBackTarget, giveBackTarget),
  serve(contract.beginOutbound, beginOutbound),
  serve(contract.finishOutbound, finishOutbound),
  serve(contract.listOutboundContacts, listOutboundContacts),
  serve(contract.campaignResults, campaignResults),
  serve(contract.exportCampaign, exportCampaign)
]
