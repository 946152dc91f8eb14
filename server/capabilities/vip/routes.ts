import * as contract from '@shouwen/contract/vip'
import { type Route, serve } from '#platform/action'
import { escalateToLeader } from './escalate-to-leader.ts'
import { handOverVipDesk, listVipHandovers, takeOverVipDesk } from './hand-over-desk.ts'
import { listVipNeeds, recordVipNeed } from './record-need.ts'
import { vipServiceLevel } from './service-level.ts'
import { getVipCustomer, saveVipProfile } from './vip-customer.ts'
import { listVipPromises } from './vip-promises.ts'

export const routes: Route[] = [
  serve(contract.getVipCustomer, getVipCustomer),
  serve(contract.saveVipProfile, saveVipProfile),
  serve(contract.recordVipNeed, recordVipNeed),
  serve(contract.listVipNeeds, listVipNeeds),
  serve(contract.escalateToLeader, escalateToLeader),
  serve(contract.listVipPromises, listVipPromises),
  serve(contract.handOverVipDesk, handOverVipDesk),
  serve(contract.takeOverVipDesk, takeOverVipDesk),
  serve(contract.listVipHandovers, listVipHandovers),
  serve(contract.vipServiceLevel, vipServiceLevel)
]
