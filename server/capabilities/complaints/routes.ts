import * as contract from '@shouwen/contract/complaints'
import { type Route, serve } from '#platform/action'
import { readComplaint } from './read-complaint.ts'

export const routes: Route[] = [serve(contract.readComplaint, readComplaint)]
